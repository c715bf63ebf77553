import './ops-shop.css';
import { factOriginPath } from '@/contracts/fact-origin';
import { opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import type { FactRowDto, OpsFactsSearch } from '@/contracts/ops-shop';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { listFacts } from '@/server/queries/ops/shop';
import { Amount } from '@/ui/amount';
import { Door, LinkButton } from '@/ui/button';
import { Day } from '@/ui/day';
import { utcText } from '@/ui/day-text';
import { EmptyState } from '@/ui/states';
import { type ColumnHead, DataTable, ShowOlder } from '@/ui/table';
import { OpsFactsFilters } from './ops-rows-filters';
import { hrefUnder, isFiltered } from './ops-rows-search';

const COLUMNS: readonly ColumnHead[] = [
  { key: 'fact', label: 'Fact' },
  { key: 'says', label: 'What it says' },
  { key: 'when', label: 'Takes effect' },
  { key: 'made', label: 'Lines it is in' },
];

function Lines({ row, shop }: { readonly row: FactRowDto; readonly shop: ShopContext }) {
  if (row.lines.length === 0) return <span className="faint">none</span>;
  return (
    <ul className="plain-list">
      {row.lines.map(({ statement, line, event, amount }) => (
        <li key={`${statement}/${line}`}>
          <Door href={opsStatementPath(shop.externalId, statement)}>
            {statement}/{line}
          </Door>{' '}
          {event} <Amount value={amount} sign="always" />
        </li>
      ))}
    </ul>
  );
}

function Row({ row, shop }: { readonly row: FactRowDto; readonly shop: ShopContext }) {
  const origin = factOriginPath(row.id);
  return (
    <tr>
      <td className="full">
        {origin === null ? <b className="b">{row.type}</b> : <Door href={origin}>{row.type}</Door>}
        <span className="sub">
          no. {row.no}, <span className="id break-all">{row.id}</span>
        </span>
        {row.order === null ? null : (
          <span className="sub">
            order{' '}
            <Door href={withParams(opsShopPath(shop.externalId, 'facts'), { q: row.order })}>
              <span className="break-all">{row.order}</span>
            </Door>
          </span>
        )}
      </td>
      <td className="full says">
        {row.payload.map(([name, value]) => (
          <span key={name} className="sub">
            {name} <span className="id break-all">{value}</span>
          </span>
        ))}
      </td>
      <td className="full">
        <Day value={row.effectiveOn} year="" />
        <span className="sub">occurred {utcText(row.occurredAt)}</span>
        <span className="sub">recorded {utcText(row.recordedAt)}</span>
      </td>
      <td className="full">
        <Lines row={row} shop={shop} />
      </td>
    </tr>
  );
}

interface OpsFactsProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly asked: OpsFactsSearch;
}

function NoFact({ path, asked }: { readonly path: string; readonly asked: OpsFactsSearch }) {
  if (!isFiltered(asked)) {
    return (
      <EmptyState icon="search" title="Nothing is recorded yet">
        Facts come by imports, and by what is decided and paid here.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title="No fact fits" action={<LinkButton href={path}>Show all facts</LinkButton>}>
      A fact is found by the whole id of its order, or by its own. Its day is the one on which it takes effect. Try with
      fewer filters, or with other days.
    </EmptyState>
  );
}

/** What the books of a shop are made from: every fact, with the lines that it made alone or with others of its order (R2). */
export async function OpsFacts({ shop, database, asked }: OpsFactsProps) {
  const page = await listFacts(database.pool, shop.id, asked);
  const path = opsShopPath(shop.externalId, 'facts');
  return (
    <>
      <OpsFactsFilters path={path} asked={asked} />
      {page.rows.length === 0 ? (
        <NoFact path={path} asked={asked} />
      ) : (
        <>
          <DataTable caption="Facts, the last recorded first" columns={COLUMNS} layout="stack l-facts plain">
            {page.rows.map((row) => (
              <Row key={row.no} row={row} shop={shop} />
            ))}
          </DataTable>
          <ShowOlder
            shown={page.rows.length}
            total={null}
            noun="fact"
            href={page.older === null ? null : hrefUnder(path, asked, { before: page.older })}
          />
        </>
      )}
    </>
  );
}
