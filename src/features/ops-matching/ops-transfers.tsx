import type { BankLineDto, MatchingSearch } from '@/contracts/matching';
import { opsShopPath } from '@/contracts/ops-lists';
import { may } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { isFresh } from '@/server/auth/step-up';
import { opsDatabase } from '@/server/db/ops';
import { listDoneLines, listWaitingLines } from '@/server/queries/ops/matching-transfers';
import { Amount } from '@/ui/amount';
import { Door, TextLink } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable } from '@/ui/table';
import { StatementFileForm } from './ops-import-form';
import { ProveFirst } from './ops-prove-first';
import { ViewSwitch } from './ops-tabs';
import { BILL_WORDS, LINE_LOOK, linePath, MATCHING_PATH } from './ops-words';

const COLUMNS: readonly ColumnHead[] = [
  { key: 'payer', label: 'From' },
  { key: 'booked', label: 'Booked' },
  { key: 'status', label: 'Where it stands' },
  { key: 'bill', label: 'Bill' },
  { key: 'amount', label: 'Amount', align: 'right' },
];

function BillCell({ line: { bill } }: { readonly line: BankLineDto }) {
  if (bill === null) return <td className="hide faint">none</td>;
  return (
    <td className="full">
      <Door href={opsShopPath(bill.shop)}>{bill.shopName}</Door>
      <span className="sub">
        <span className="id">{bill.reference ?? bill.id}</span>, {bill.currency} {bill.amount},{' '}
        {BILL_WORDS[bill.status]}
      </span>
    </td>
  );
}

/** A transfer in the list. */
export function LineRow({ line }: { readonly line: BankLineDto }) {
  return (
    <tr>
      <td className="full">
        <Door href={linePath(line.id)}>{line.counterparty === '' ? 'Nobody named' : line.counterparty}</Door>
        <span className="sub match-words">{line.description === '' ? 'no words' : line.description}</span>
      </td>
      <td data-l="booked">{dayText(line.bookedOn, { year: '' })}</td>
      <td className="full">
        <StatusChip look={LINE_LOOK[line.status]} />
        <span className="sub">
          {line.reason}
          {line.decidedName === null || line.status === 'unmatched' ? '' : ` By ${line.decidedName}.`}
        </span>
      </td>
      <BillCell line={line} />
      <td className="r" data-l="amount">
        <Amount value={line.amount} currency={line.currency} />
      </td>
    </tr>
  );
}

function More({ view, next }: { readonly view: MatchingSearch['view']; readonly next: string | null }) {
  if (next === null) return null;
  const query = new URLSearchParams({ tab: 'transfers', view, after: next });
  return (
    <p className="sm muted older">
      <TextLink href={`${MATCHING_PATH}?${query}`}>{view === 'waiting' ? 'Show newer' : 'Show older'}</TextLink>
    </p>
  );
}

interface Props {
  readonly actor: Actor;
  readonly search: MatchingSearch;
}

async function Lines({ actor, search: { view, after } }: Props) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: `bank transfers, ${view}` });
  const { lines, next } = await (view === 'waiting' ? listWaitingLines(pool, after) : listDoneLines(pool, after));
  if (lines.length === 0) {
    return view === 'waiting' ? (
      <EmptyState icon="done" title="No transfer waits">
        Every payment that came in is matched with a bill or set aside. Import the next bank statement here.
      </EmptyState>
    ) : (
      <EmptyState icon="bank" title="Nothing is matched yet">
        Transfers that carry the reference of a bill are matched as they are imported.
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable caption="Transfers to the marketplace’s bank account" columns={COLUMNS}>
        {lines.map((line) => (
          <LineRow key={line.id} line={line} />
        ))}
      </DataTable>
      <More view={view} next={next} />
    </>
  );
}

/** Money that came in: what waits for a person, what is done with, and the next statement. */
export async function OpsTransfers({ actor, search }: Props) {
  const { view } = search;
  const isIts = may(actor.role, 'match-money');
  return (
    <SectionGrid>
      <div className={isIts ? 'c8' : 'c12'}>
        <Section
          title={view === 'waiting' ? 'Transfers that wait' : 'Transfers that are done with'}
          say={
            view === 'waiting'
              ? 'The oldest first. Open one to see why, and to match it with the bill that it pays.'
              : 'What came last first: by its reference, or by whom.'
          }
          aside={<ViewSwitch tab="transfers" view={view} waiting="Waiting" done="Done with" />}
        >
          <Lines actor={actor} search={search} />
        </Section>
      </div>
      {isIts ? (
        <div className="c4">
          <Section title="Import a bank statement" say="Payments with the reference of a bill are matched at once.">
            {isFresh(actor) ? <StatementFileForm /> : <ProveFirst back={`${MATCHING_PATH}?tab=transfers`} />}
          </Section>
        </div>
      ) : null}
    </SectionGrid>
  );
}

/** Grey lines of the height of the list. */
export function OpsMatchingSkeleton() {
  return <Skeleton lines={8} rowHeight={44} label="Loading what waits to be matched" />;
}
