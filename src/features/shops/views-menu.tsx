'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useActionState } from 'react';
import { type ActionState, fieldsOf, IDLE, messageOf } from '@/contracts/action';
import type { SavedViewDto } from '@/contracts/portfolio';
import { Button } from '@/ui/button';
import { Field } from '@/ui/filters';
import { Icon } from '@/ui/icon';
import { Popup } from '@/ui/popup';

type ViewAction = (previous: ActionState<null>, form: FormData) => Promise<ActionState<null>>;

interface ViewsMenuProps {
  /** Of the list. */
  readonly path: string;
  /** What stands behind the question mark of its address. */
  readonly query: string;
  readonly views: readonly SavedViewDto[];
  readonly keep: ViewAction;
  readonly forget: ViewAction;
  /** Sent with each form: which of several lists it is. */
  readonly list?: string;
}

/** Names the list, where the actions serve several. */
function ListInput({ list }: Pick<ViewsMenuProps, 'list'>) {
  return list === undefined ? null : <input type="hidden" name="list" value={list} />;
}

interface ViewProps extends Pick<ViewsMenuProps, 'path' | 'forget' | 'list'> {
  readonly view: SavedViewDto;
  readonly isCurrent: boolean;
}

function View({ view, isCurrent, path, forget, list }: ViewProps) {
  const [state, send, isPending] = useActionState(forget, IDLE);
  return (
    <li>
      <Link href={`${path}?${view.query}` as Route} aria-current={isCurrent ? 'page' : undefined}>
        {view.name}
      </Link>
      <form action={send}>
        <ListInput {...(list === undefined ? {} : { list })} />
        <input type="hidden" name="view" value={view.id} />
        <button type="submit" className="btn quiet sm" disabled={isPending} aria-label={`Remove view ${view.name}`}>
          <Icon name="x" />
        </button>
      </form>
      {state.status === 'refused' ? <small role="alert">{state.message}</small> : null}
    </li>
  );
}

/** One's own views of the list: a name for what stands in the address. */
export function ViewsMenu({ path, query, views, keep, forget, list }: ViewsMenuProps) {
  const [state, send, isPending] = useActionState(keep, IDLE);
  const named = list === undefined ? {} : { list };
  const current = views.find((view) => view.query === query);
  return (
    <Popup className="menu views" name="filters">
      <summary className="btn">
        {current?.name ?? 'Views'}
        <Icon name="down" />
      </summary>
      <div className="menu-panel">
        {views.length === 0 ? (
          <p className="sm muted">
            Keep filters and order under a name, to come back to them. Only you see your views.
          </p>
        ) : (
          <ul aria-label="Saved views">
            {views.map((view) => (
              <View key={view.id} view={view} isCurrent={view.query === query} path={path} forget={forget} {...named} />
            ))}
          </ul>
        )}
        <form action={send} className="form" aria-busy={isPending}>
          {messageOf(state) === null ? null : <p role="alert">{messageOf(state)}</p>}
          <ListInput {...named} />
          <input type="hidden" name="query" value={query} />
          <Field
            id="view-name"
            label="Save this view as"
            {...(fieldsOf(state).name === undefined ? {} : { error: fieldsOf(state).name as string })}
          >
            <input id="view-name" name="name" maxLength={60} autoComplete="off" required />
          </Field>
          <Button type="submit" disabled={isPending}>
            Save view
          </Button>
        </form>
      </div>
    </Popup>
  );
}
