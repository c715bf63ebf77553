import './ops-shop.css';
import { opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import type { JournalRowDto, OpsJournalSearch } from '@/contracts/ops-shop';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { listJournals } from '@/server/queries/ops/shop';
import { Amount } from '@/ui/amount';
import { isZero } from '@/ui/amount-text';
import { Door, LinkButton } from '@/ui/button';
import { Day } from '@/ui/day';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable, ShowOlder } from '@/ui/table';
import { OpsJournalFilters } from './ops-rows-filters';
import { hrefUnder, isFiltered } from './ops-rows-search';
import { SOURCE_WORD } from './ops-words';

const COLUMNS: readonly ColumnHead[] = [
  { key: 'journal', label: 'Journal' },
  { key: 'account', label: 'Account' },
  { key: 'debit', label: 'Debit', align: 'right' },
  { key: 'credit', label: 'Credit', align: 'right' },
];

function sourceHref(shop: string, { source, sourceNo }: JournalRowDto): string {
  return source === 'statement'
    ? opsStatementPath(shop, sourceNo)
    : withParams(opsShopPath(shop, 'payouts'), { open: sourceNo });
}

function Journal({ row, shop }: { readonly row: JournalRowDto; readonly shop: ShopContext }) {
  const { no, day, source, sourceNo, entries, sum } = row;
  return (
    <>
      <tr className="grp">
        <td colSpan={3} className="full">
          <Door href={sourceHref(shop.externalId, row)}>{`${SOURCE_WORD[source]} ${sourceNo}`}</Door>{' '}
          <span className="faint">
            journal {no}, <Day value={day} year="" />
          </span>
        </td>
        <td className="r full">
          {isZero(sum) ? (
            <StatusChip look={{ word: 'Balanced', icon: 'done', tone: 'done' }} />
          ) : (
            <StatusChip look={{ word: `Off by ${sum}`, icon: 'stop', tone: 'owed' }} />
          )}
        </td>
      </tr>
      {entries.map(({ account, amount }) => (
        <tr key={account}>
          <td className="hide" />
          <td>{account}</td>
          <td className="r only-small">
            <Amount value={amount} sign="always" />
          </td>
          <td className="r hide">{amount.startsWith('-') ? <Amount value={amount.slice(1)} /> : null}</td>
          <td className="r hide">{amount.startsWith('-') ? null : <Amount value={amount} />}</td>
        </tr>
      ))}
    </>
  );
}

interface OpsJournalProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly asked: OpsJournalSearch;
}

function NoJournal({ path, asked }: { readonly path: string; readonly asked: OpsJournalSearch }) {
  if (!isFiltered(asked)) {
    return (
      <EmptyState icon="journal" title="Nothing is booked yet">
        A journal is written with each statement, and with each step of a payout.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title="No journal fits" action={<LinkButton href={path}>Show all journals</LinkButton>}>
      A statement has one journal, a payout one for each of its steps: try with the number alone, with fewer filters, or
      with other days.
    </EmptyState>
  );
}

/** The double entries of a shop, each journal with its sum; credits are plus, debits minus. */
export async function OpsJournal({ shop, database, asked }: OpsJournalProps) {
  const page = await listJournals(database.pool, shop.id, asked);
  const path = opsShopPath(shop.externalId, 'journal');
  return (
    <>
      <OpsJournalFilters path={path} asked={asked} />
      {page.rows.length === 0 ? (
        <NoJournal path={path} asked={asked} />
      ) : (
        <>
          <DataTable
            caption={`Journals, the last first, amounts in ${shop.currency}`}
            columns={COLUMNS}
            layout="stack l-journal plain"
            isDense
          >
            {page.rows.map((row) => (
              <Journal key={row.no} row={row} shop={shop} />
            ))}
          </DataTable>
          <ShowOlder
            shown={page.rows.length}
            total={null}
            noun="journal"
            href={page.older === null ? null : hrefUnder(path, asked, { before: page.older })}
          />
        </>
      )}
    </>
  );
}
