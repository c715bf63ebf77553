import './shops.css';
import { OPS_LIST_PATHS, type OpsList } from '@/contracts/ops-lists';
import { withParams } from '@/contracts/search-params';
import type { Actor } from '@/contracts/shell';
import { systemDatabase } from '@/server/db/site';
import { selectViews } from '@/server/repositories/saved-views';
import { forgetOpsView, keepOpsView } from './ops-actions';
import { ViewsMenu } from './views-menu';

interface OpsViewsProps {
  readonly actor: Actor;
  readonly list: OpsList;
  /** What the list is asked for, without a place in it. */
  readonly asked: Readonly<Record<string, string | undefined>>;
}

/** One's own views of a list across shops. */
export async function OpsViews({ actor, list, asked }: OpsViewsProps) {
  const views = await selectViews(systemDatabase().pool, { list, person: actor.person.key });
  return (
    <ViewsMenu
      path={OPS_LIST_PATHS[list]}
      query={withParams('', { ...asked, after: undefined, open: undefined }).slice(1)}
      views={views}
      keep={keepOpsView}
      forget={forgetOpsView}
      list={list}
    />
  );
}
