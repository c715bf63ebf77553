'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useActionState } from 'react';
import { fieldsOf, IDLE, messageOf } from '@/contracts/action';
import type { PortfolioSearch, SavedViewDto } from '@/contracts/portfolio';
import { Button } from '@/ui/button';
import { Field } from '@/ui/filters';
import { Icon } from '@/ui/icon';
import { Popup } from '@/ui/popup';
import { forgetView, keepThisView } from './actions';
import { queryOf, SHOPS_PATH } from './search';

function View({ view, isCurrent }: { readonly view: SavedViewDto; readonly isCurrent: boolean }) {
  const [state, send, isPending] = useActionState(forgetView, IDLE);
  return (
    <li>
      <Link href={`${SHOPS_PATH}?${view.query}` as Route} aria-current={isCurrent ? 'page' : undefined}>
        {view.name}
      </Link>
      <form action={send}>
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
export function ViewsMenu({
  asked,
  views,
}: {
  readonly asked: PortfolioSearch;
  readonly views: readonly SavedViewDto[];
}) {
  const [state, send, isPending] = useActionState(keepThisView, IDLE);
  const query = queryOf(asked);
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
              <View key={view.id} view={view} isCurrent={view.query === query} />
            ))}
          </ul>
        )}
        <form action={send} className="form" aria-busy={isPending}>
          {messageOf(state) === null ? null : <p role="alert">{messageOf(state)}</p>}
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
