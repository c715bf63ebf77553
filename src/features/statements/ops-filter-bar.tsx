import type { ReactNode } from 'react';
import { OPS_MARKETPLACES } from '@/contracts/ops-shops';
import { OPS_STATEMENT_SORTS, type OpsStatementsSearch } from '@/contracts/ops-statements';
import { PENDING_REASONS, STATEMENT_KINDS, STATEMENT_STATUSES } from '@/contracts/statements';
import { marketplaceName } from '@/domain/policy/books/index';
import { amountText } from '@/ui/amount-text';
import { dayText } from '@/ui/day-text';
import { AmountField, ChoiceField, DayField, Field, FilterBar, FilterMenu } from '@/ui/filters';
import { KIND_LABEL, REASON_LABEL, STATUS_LABEL } from './labels';
import { keptOpsFilters, OPS_STATEMENT_SORT_WORD, OPS_STATEMENTS_PATH, opsStatementsHref } from './ops-search';

interface OpsFilterBarProps {
  readonly asked: OpsStatementsSearch;
  /** The menu of saved views. */
  readonly views: ReactNode;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function TextFilter({
  name,
  label,
  value,
}: {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
}) {
  return (
    <Field id={`filter-${name}`} label={label}>
      <input id={`filter-${name}`} name={name} defaultValue={value ?? ''} autoComplete="off" maxLength={120} />
    </Field>
  );
}

function Menus({ asked }: Pick<OpsFilterBarProps, 'asked'>) {
  const menu = (...own: (keyof OpsStatementsSearch)[]) => ({
    action: OPS_STATEMENTS_PATH,
    keep: keptOpsFilters(asked, own),
  });
  return (
    <>
      <FilterMenu label="What" {...menu('kind', 'reason')}>
        <ChoiceField
          name="kind"
          label="Kind of statement"
          value={asked.kind}
          options={STATEMENT_KINDS.map((kind) => [kind, KIND_LABEL[kind]])}
        />
        <ChoiceField
          name="reason"
          label="Why it is pending"
          value={asked.reason}
          options={PENDING_REASONS.map((reason) => [reason, capital(REASON_LABEL[reason])])}
        />
      </FilterMenu>
      <FilterMenu label="Days" {...menu('from', 'to')}>
        <DayField name="from" label="From" value={asked.from} />
        <DayField name="to" label="To" value={asked.to} />
      </FilterMenu>
      <FilterMenu label="Amounts" {...menu('min', 'max', 'openMin', 'openMax')}>
        <AmountField name="min" label="Payable at least" value={asked.min} />
        <AmountField name="max" label="Payable at most" value={asked.max} />
        <AmountField name="openMin" label="Open at least" value={asked.openMin} />
        <AmountField name="openMax" label="Open at most" value={asked.openMax} />
      </FilterMenu>
      <FilterMenu label="Whose" {...menu('shop', 'seller', 'marketplace')}>
        <TextFilter name="shop" label="Shop’s id" value={asked.shop} />
        <TextFilter name="seller" label="Seller’s id" value={asked.seller} />
        <ChoiceField
          name="marketplace"
          label="Marketplace"
          value={asked.marketplace}
          options={OPS_MARKETPLACES.map((key) => [key, marketplaceName(key)])}
        />
      </FilterMenu>
      <FilterMenu label={OPS_STATEMENT_SORT_WORD[asked.sort ?? 'newest']} {...menu('sort')}>
        <ChoiceField
          name="sort"
          label="Begin with"
          any={OPS_STATEMENT_SORT_WORD.newest}
          value={asked.sort}
          options={OPS_STATEMENT_SORTS.filter((sort) => sort !== 'newest').map((sort) => [
            sort,
            OPS_STATEMENT_SORT_WORD[sort],
          ])}
        />
      </FilterMenu>
    </>
  );
}

function chipsOf(asked: OpsStatementsSearch) {
  const { q, reason, kind, from, to, min, max, openMin, openMax, shop, seller, marketplace } = asked;
  const chips: [keyof OpsStatementsSearch, string][] = [];
  if (q !== undefined) chips.push(['q', `“${q}”`]);
  if (reason !== undefined) chips.push(['reason', capital(REASON_LABEL[reason])]);
  if (kind !== undefined) chips.push(['kind', KIND_LABEL[kind]]);
  if (from !== undefined) chips.push(['from', `From ${dayText(from, { year: '' })}`]);
  if (to !== undefined) chips.push(['to', `To ${dayText(to, { year: '' })}`]);
  if (min !== undefined) chips.push(['min', `Payable at least ${amountText(min)}`]);
  if (max !== undefined) chips.push(['max', `Payable at most ${amountText(max)}`]);
  if (openMin !== undefined) chips.push(['openMin', `Open at least ${amountText(openMin)}`]);
  if (openMax !== undefined) chips.push(['openMax', `Open at most ${amountText(openMax)}`]);
  if (shop !== undefined) chips.push(['shop', `Shop ${shop}`]);
  if (seller !== undefined) chips.push(['seller', `Seller ${seller}`]);
  if (marketplace !== undefined) chips.push(['marketplace', marketplaceName(marketplace)]);
  return chips.map(([key, label]) => ({ key, label, href: opsStatementsHref(asked, { [key]: undefined }) }));
}

/** Filters, order and saved views of the statements of every shop; all of it stands in the address. */
export function OpsStatementsFilterBar({ asked, views }: OpsFilterBarProps) {
  const statuses = [undefined, ...STATEMENT_STATUSES].map((status) => ({
    key: status ?? 'all',
    label: status === undefined ? 'All' : STATUS_LABEL[status],
    // A reason is of pending statements only: with another status it would leave nothing.
    href: opsStatementsHref(asked, { status, ...(status === 'pending' ? {} : { reason: undefined }) }),
    isCurrent: asked.status === status,
  }));
  return (
    <FilterBar
      key={opsStatementsHref(asked)}
      label="Statements"
      segments={{ label: 'Status', of: statuses }}
      search={{
        action: OPS_STATEMENTS_PATH,
        value: asked.q ?? '',
        placeholder: 'Order, bill, payout or shop',
        keep: keptOpsFilters(asked, ['q']),
      }}
      chips={chipsOf(asked)}
    >
      <Menus asked={asked} />
      {views}
    </FilterBar>
  );
}
