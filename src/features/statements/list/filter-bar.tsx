import '../statements.css';
import {
  PENDING_REASONS,
  STATEMENT_KINDS,
  STATEMENT_STATUSES,
  type StatementsPageDto,
  type StatementsSearch,
} from '@/contracts/statements';
import { amountText } from '@/ui/amount-text';
import { dayText } from '@/ui/day-text';
import { AmountField, ChoiceField, DayField, FilterBar, FilterMenu } from '@/ui/filters';
import { KIND_LABEL, REASON_LABEL, STATUS_LABEL } from '../labels';
import { keptFilters, STATEMENTS_PATH, statementsHref } from '../search';

const SEGMENTS = ['all', ...STATEMENT_STATUSES] as const;

interface StatementsFilterBarProps {
  readonly asked: StatementsSearch;
  readonly counts: StatementsPageDto['counts'];
  readonly year: string;
}

function segmentsOf(asked: StatementsSearch, counts: StatementsPageDto['counts']) {
  return SEGMENTS.map((segment) => {
    const status = segment === 'all' ? undefined : segment;
    return {
      key: segment,
      label: segment === 'all' ? 'All' : STATUS_LABEL[segment],
      count: counts[segment],
      // A reason is of pending statements only: with another status it would leave nothing.
      href: statementsHref(asked, { status, ...(segment === 'pending' ? {} : { reason: undefined }) }),
      isCurrent: asked.status === status,
    };
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Filters behind buttons; each form carries the others along. */
function Menus({ asked }: { readonly asked: StatementsSearch }) {
  const menu = (...own: (keyof StatementsSearch)[]) => ({ action: STATEMENTS_PATH, keep: keptFilters(asked, own) });
  return (
    <>
      <FilterMenu label="Kind" {...menu('kind')}>
        <ChoiceField
          name="kind"
          label="Kind of statement"
          value={asked.kind}
          options={STATEMENT_KINDS.map((kind) => [kind, KIND_LABEL[kind]])}
        />
      </FilterMenu>
      <FilterMenu label="Reason" {...menu('reason')}>
        <ChoiceField
          name="reason"
          label="Pending because of"
          value={asked.reason}
          options={PENDING_REASONS.map((reason) => [reason, capital(REASON_LABEL[reason])])}
        />
      </FilterMenu>
      <FilterMenu label="Dates" {...menu('from', 'to')}>
        <DayField name="from" label="Closed on or after" value={asked.from} />
        <DayField name="to" label="Closed on or before" value={asked.to} />
      </FilterMenu>
      <FilterMenu label="Amount" {...menu('min', 'max')}>
        <AmountField name="min" label="Payable of at least" value={asked.min} />
        <AmountField name="max" label="Payable of at most" value={asked.max} />
      </FilterMenu>
    </>
  );
}

type Filter = Exclude<keyof StatementsSearch, 'status' | 'before'>;

/** What each filter in force is called on its chip. */
function wordsOf(asked: StatementsSearch, year: string): readonly (readonly [Filter, string])[] {
  const words: [Filter, string][] = [];
  if (asked.q !== undefined) words.push(['q', `“${asked.q}”`]);
  if (asked.reason !== undefined) words.push(['reason', `Pending: ${REASON_LABEL[asked.reason]}`]);
  if (asked.kind !== undefined) words.push(['kind', KIND_LABEL[asked.kind]]);
  if (asked.from !== undefined) words.push(['from', `From ${dayText(asked.from, { year })}`]);
  if (asked.to !== undefined) words.push(['to', `To ${dayText(asked.to, { year })}`]);
  if (asked.min !== undefined) words.push(['min', `At least ${amountText(asked.min)}`]);
  if (asked.max !== undefined) words.push(['max', `At most ${amountText(asked.max)}`]);
  return words;
}

/** The filters of the list: links and GET forms, so that each choice is an address. */
export function StatementsFilterBar({ asked, counts, year }: StatementsFilterBarProps) {
  const chips = wordsOf(asked, year).map(([key, label]) => ({
    key,
    label,
    href: statementsHref(asked, { [key]: undefined }),
  }));
  return (
    // Keyed by its address: fields show what the list shows, also after a step back.
    <FilterBar
      key={statementsHref(asked)}
      label="Statements"
      segments={{ label: 'Status', of: segmentsOf(asked, counts) }}
      search={{
        action: STATEMENTS_PATH,
        value: asked.q ?? '',
        placeholder: 'Order, statement or payout',
        keep: keptFilters(asked, ['q']),
      }}
      chips={chips}
    >
      <Menus asked={asked} />
    </FilterBar>
  );
}
