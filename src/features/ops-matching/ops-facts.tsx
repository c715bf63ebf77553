import { randomUUID } from 'node:crypto';
import type { FlaggedFactDto, MatchingSearch } from '@/contracts/matching';
import { opsShopPath } from '@/contracts/ops-lists';
import { may } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { FACT_FLAGS } from '@/domain/fact/flags';
import { machineTime } from '@/server/clock';
import { opsDatabase } from '@/server/db/ops';
import { listDismissedFacts, listFlaggedFacts } from '@/server/queries/ops/matching-facts';
import { Amount } from '@/ui/amount';
import { Door, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { utcText } from '@/ui/day-text';
import { Segmented } from '@/ui/filters';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable } from '@/ui/table';
import { DismissForm } from './ops-line-forms';
import { ViewSwitch } from './ops-tabs';
import { cureText, FLAG_LOOK, MATCHING_PATH } from './ops-words';

const COLUMNS: readonly ColumnHead[] = [
  { key: 'fact', label: 'Fact' },
  { key: 'shop', label: 'Shop' },
  { key: 'why', label: 'Why it is here' },
  { key: 'age', label: 'Recorded' },
  { key: 'amount', label: 'Amount', align: 'right' },
];

const DAY_MILLIS = 86_400_000;

/** @example ageText(two days before now, now) === "2 days ago" */
function ageText(at: Instant, now: Instant): string {
  const days = Math.floor((toEpochMillis(now) - toEpochMillis(at)) / DAY_MILLIS);
  return days <= 0 ? 'within a day' : `${counted(days, 'day')} ago`;
}

function Why({ fact, mayDismiss }: { readonly fact: FlaggedFactDto; readonly mayDismiss: boolean }) {
  const { dismissed } = fact;
  return (
    <td className="full">
      <StatusChip look={FLAG_LOOK[fact.flag]} />
      <span className="sub">
        {dismissed === null
          ? cureText(fact)
          : `Dismissed by ${dismissed.byName} on ${utcText(dismissed.at)}: ${dismissed.reason}`}
      </span>
      <details className="unfold">
        <summary>What it says{mayDismiss && dismissed === null ? ', and dismiss it' : ''}</summary>
        <pre className="match-payload">{fact.payload}</pre>
        {mayDismiss && dismissed === null ? (
          <DismissForm shop={fact.shopNo} no={fact.no} flag={fact.flag} formKey={randomUUID()} />
        ) : null}
      </details>
    </td>
  );
}

function FactRow({
  fact,
  now,
  mayDismiss,
}: {
  readonly fact: FlaggedFactDto;
  readonly now: Instant;
  readonly mayDismiss: boolean;
}) {
  return (
    <tr>
      <td className="full">
        <b>{fact.type}</b>
        <span className="sub">
          {fact.order === null ? 'about no order' : `order ${fact.order}`}, <span className="id">{fact.id}</span>
        </span>
      </td>
      <td className="full">
        <Door href={opsShopPath(fact.shop)}>{fact.shopName}</Door>
      </td>
      <Why fact={fact} mayDismiss={mayDismiss} />
      <td className="full">
        {ageText(fact.recordedAt, now)}
        <span className="sub">occurred {utcText(fact.occurredAt)}</span>
      </td>
      <td className="r" data-l="amount">
        {fact.amount === null ? (
          <span className="faint">none</span>
        ) : (
          <Amount value={fact.amount} currency={fact.currency} />
        )}
      </td>
    </tr>
  );
}

function Flags({ search: { flag } }: { readonly search: MatchingSearch }) {
  const href = (wanted: string | undefined) =>
    `${MATCHING_PATH}?tab=facts${wanted === undefined ? '' : `&flag=${wanted}`}`;
  return (
    <Segmented
      label="Kind of fact"
      segments={[
        { key: 'all', label: 'All', href: href(undefined), isCurrent: flag === undefined },
        ...FACT_FLAGS.map((key) => ({
          key,
          label: FLAG_LOOK[key].word,
          href: href(key),
          isCurrent: flag === key,
        })),
      ]}
    />
  );
}

interface Props {
  readonly actor: Actor;
  readonly search: MatchingSearch;
}

async function Facts({ actor, search: { view, flag, after } }: Props) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: `unmatched facts, ${view}` });
  const { facts, next } = await (view === 'waiting'
    ? listFlaggedFacts(pool, { flag, after })
    : listDismissedFacts(pool, after));
  const now = machineTime();
  if (facts.length === 0) {
    return view === 'waiting' ? (
      <EmptyState icon="done" title="No fact needs a look">
        Every fact has its order, has effect, and is of a kind that the engine knows.
      </EmptyState>
    ) : (
      <EmptyState icon="journal" title="Nothing was dismissed">
        What you dismiss is listed here with your reason; the fact itself stays in its shop’s record.
      </EmptyState>
    );
  }
  const query = new URLSearchParams({ tab: 'facts', view, ...(flag === undefined ? {} : { flag }), after: next ?? '' });
  return (
    <>
      <DataTable caption="Facts that need a look" columns={COLUMNS}>
        {facts.map((fact) => (
          <FactRow
            key={`${fact.shopNo} ${fact.no} ${fact.flag}`}
            fact={fact}
            now={now}
            mayDismiss={may(actor.role, 'match-money')}
          />
        ))}
      </DataTable>
      {next === null ? null : (
        <p className="sm muted older">
          <TextLink href={`${MATCHING_PATH}?${query}`}>{view === 'waiting' ? 'Show newer' : 'Show older'}</TextLink>
        </p>
      )}
    </>
  );
}

/** Facts that wait for their order, have no effect, or are of a kind that the engine does not know (R2.3, R2.5, R3.3). */
export function OpsFacts({ actor, search }: Props) {
  const { view } = search;
  return (
    <Section
      title={view === 'waiting' ? 'Facts that need a look' : 'Dismissed facts'}
      say={
        view === 'waiting'
          ? 'The oldest first. No fact is ever deleted: dismissing one only takes it off this list.'
          : 'What was dismissed last first.'
      }
      aside={<ViewSwitch tab="facts" view={view} waiting="To look at" done="Dismissed" />}
    >
      {view === 'waiting' ? (
        <div className="match-tabs">
          <Flags search={search} />
        </div>
      ) : null}
      <Facts actor={actor} search={search} />
    </Section>
  );
}
