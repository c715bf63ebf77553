import './ops-inspect.css';
import type { ReactNode } from 'react';
import { factOriginPath } from '@/contracts/fact-origin';
import type { RecordedFactDto } from '@/contracts/ops-statement';
import type { ShopContext } from '@/contracts/shell';
import type { LineGroupDto, LinesPageDto } from '@/contracts/statement';
import { wallTime } from '@/domain/calendar/instant';
import type { Database } from '@/server/db/database';
import { readFactsBehind } from '@/server/queries/ops/order-facts';
import { Door } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText, dayTimeText } from '@/ui/day-text';
import { Icon } from '@/ui/icon';
import { KeyValues } from '@/ui/lists';

/** A payload with a member a line, as it is stored otherwise. */
function payloadText(payload: string): string {
  return JSON.stringify(JSON.parse(payload), null, 2);
}

function Fact({ fact, shop }: { readonly fact: RecordedFactDto; readonly shop: ShopContext }) {
  const when = (at: RecordedFactDto['occurredAt']) => dayTimeText(wallTime(at, shop.zone));
  const origin = factOriginPath(fact.id);
  return (
    <li>
      <p>
        <b className="b">{fact.no}</b> <span className="id">{fact.type}</span>{' '}
        {origin === null ? (
          <span className="id">{fact.id}</span>
        ) : (
          <Door href={origin}>
            <span className="id break-all">{fact.id}</span>
          </Door>
        )}
      </p>
      <KeyValues
        pairs={[
          { term: 'Occurred', value: when(fact.occurredAt) },
          { term: 'Effective', value: dayText(fact.effectiveOn, { year: shop.today.slice(0, 4) }) },
          { term: 'Recorded', value: when(fact.recordedAt) },
          { term: 'Payload', value: <pre className="payload">{payloadText(fact.payload)}</pre> },
        ]}
      />
    </li>
  );
}

function Facts({
  facts,
  shop,
  about,
}: {
  readonly facts: readonly RecordedFactDto[];
  readonly shop: ShopContext;
  readonly about: string;
}) {
  if (facts.length === 0) return <span className="sub">No fact: the close of the day made these lines.</span>;
  return (
    <details className="facts group">
      <summary className="inline-flex cursor-pointer list-none items-baseline gap-1 [&::-webkit-details-marker]:hidden">
        <span className="door">
          {counted(facts.length, 'fact')} {about}
        </span>
        <Icon name="down" className="size-3 self-center text-ink-3 group-open:rotate-180" />
      </summary>
      <ol className="fact-list">
        {facts.map((fact) => (
          <Fact key={fact.no} fact={fact} shop={shop} />
        ))}
      </ol>
    </details>
  );
}

/**
 * Reads the facts behind a page of lines at once.
 * @returns what stands behind a group of lines: every fact of its order, or those that caused lines of no order
 */
export async function factsBehind(
  { shop, database }: { readonly shop: ShopContext; readonly database: Database },
  page: LinesPageDto,
): Promise<(group: LineGroupDto) => ReactNode> {
  const factsOf = await readFactsBehind(database.pool, shop.id, page);
  return ({ order }) => (
    <Facts facts={factsOf(order)} shop={shop} about={order === null ? 'behind these lines' : 'of this order'} />
  );
}
