import type { ReactNode } from 'react';
import type { BankLineDto, BankLinesDto, MatchingSearch } from '@/contracts/matching';
import { opsShopPath } from '@/contracts/ops-lists';
import { may } from '@/contracts/permissions';
import { withParams } from '@/contracts/search-params';
import type { Actor } from '@/contracts/shell';
import { isFresh } from '@/server/auth/step-up';
import { opsDatabase } from '@/server/db/ops';
import { listDoneLines, listFoundLines, listWaitingLines } from '@/server/queries/ops/matching-transfers';
import { Amount } from '@/ui/amount';
import { Door, TextLink } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { SearchForm } from '@/ui/filters';
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

interface Shown {
  readonly title: string;
  readonly say: string;
  readonly empty: ReactNode;
  /** What the link to the rest of the list says. */
  readonly more: string;
}

const SHOWN: Readonly<Record<MatchingSearch['view'], Shown>> = {
  waiting: {
    title: 'Transfers that wait',
    say: 'The oldest first. Open one to see why, and to match it with the bill that it pays.',
    empty: (
      <EmptyState icon="done" title="No transfer waits">
        Every payment that came in is matched with a bill or set aside. Import the next bank statement here.
      </EmptyState>
    ),
    more: 'Show newer',
  },
  done: {
    title: 'Transfers that are done with',
    say: 'What came last first: by its reference, or by whom.',
    empty: (
      <EmptyState icon="bank" title="Nothing is matched yet">
        Transfers that carry the reference of a bill are matched as they are imported.
      </EmptyState>
    ),
    more: 'Show older',
  },
};

function found(q: string): Shown {
  return {
    title: 'Transfers that were found',
    say: `For “${q}”, whatever became of them, what came last first.`,
    empty: (
      <EmptyState icon="search" title="No such transfer">
        Search by the amount, like 87.40, the day, like 2026-03-13, words of the payer or the bank, a bill’s reference
        (RF…) or the beginning of a shop’s name.
      </EmptyState>
    ),
    more: 'Show older',
  };
}

interface Props {
  readonly actor: Actor;
  readonly search: MatchingSearch;
}

function readLines(actor: Actor, { q, view, after }: MatchingSearch): Promise<BankLinesDto> {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: `bank transfers, ${q ?? view}` });
  if (q !== undefined) return listFoundLines(pool, q, after);
  return view === 'waiting' ? listWaitingLines(pool, after) : listDoneLines(pool, after);
}

async function Lines({ actor, search, shown }: Props & { readonly shown: Shown }) {
  const { lines, next } = await readLines(actor, search);
  if (lines.length === 0) return shown.empty;
  const { tab, q, view } = search;
  const place = q === undefined ? { tab, view } : { tab, q };
  return (
    <>
      <DataTable caption="Transfers to the marketplace’s bank account" columns={COLUMNS}>
        {lines.map((line) => (
          <LineRow key={line.id} line={line} />
        ))}
      </DataTable>
      {next === null ? null : (
        <p className="sm muted older">
          <TextLink href={withParams(MATCHING_PATH, { ...place, after: next })}>{shown.more}</TextLink>
        </p>
      )}
    </>
  );
}

/** Money that came in: what waits for a person, what is done with, what somebody looks for, and the next statement. */
export async function OpsTransfers({ actor, search }: Props) {
  const { q, view } = search;
  const isIts = may(actor.role, 'match-money');
  const shown = q === undefined ? SHOWN[view] : found(q);
  return (
    <SectionGrid>
      <div className={isIts ? 'c8' : 'c12'}>
        <Section
          title={shown.title}
          say={shown.say}
          aside={<ViewSwitch tab="transfers" view={q === undefined ? view : null} waiting="Waiting" done="Done with" />}
        >
          <div className="match-search">
            <SearchForm
              action={MATCHING_PATH}
              name="q"
              value={q ?? ''}
              placeholder="Amount, day, payer, reference or shop"
              keep={{ tab: 'transfers' }}
            />
          </div>
          <Lines actor={actor} search={search} shown={shown} />
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
