import type { PayoutConditionDto } from '@/contracts/overview';
import type { PayoutAheadDto, PayoutTakeDto } from '@/contracts/payouts';
import type { ShopContext } from '@/contracts/shell';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import { sellerDatabase } from '@/server/db/seller';
import { readPayoutAhead } from '@/server/queries/payouts-next';
import { Amount } from '@/ui/amount';
import { amountText } from '@/ui/amount-text';
import { Door, TextLink } from '@/ui/button';
import { Day } from '@/ui/day';
import { dayText } from '@/ui/day-text';
import { CheckList, type Condition, type SumRow, SumTable } from '@/ui/lists';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { OBSTACLE, STATEMENT_WORD, scheduleText } from './labels';
import { statementHref } from './search';

interface Words {
  readonly currency: string;
  readonly year: string;
}

/** A condition of R7.3 in words, met or not. */
function conditionText(condition: PayoutConditionDto, { currency, year }: Words): string {
  switch (condition.kind) {
    case 'balance':
      return `Balance of at least ${amountText(condition.minimum, { currency })}: ${amountText(condition.available)} now`;
    case 'account':
      return condition.last4 === null ? 'A verified bank account' : `Bank account ending ${condition.last4}, verified`;
    case 'account-confirmed':
      return 'Bank account confirmed or changed since the last payout came back';
    case 'not-frozen':
      return condition.since === null
        ? 'Withdrawals not frozen'
        : `Withdrawals not frozen: frozen since ${dayText(condition.since, { year })}`;
    case 'schedule':
      return `${scheduleText(condition.schedule)}: next on ${dayText(condition.nextOn, { year })}`;
    case 'open':
      return condition.paysFrom === null
        ? 'Shop open'
        : `Shop closed: payouts again from ${dayText(condition.paysFrom, { year })}`;
  }
}

/** All conditions; that the shop is open is one of them, also where the engine need not mention it. */
export function checksOf({ conditions }: PayoutAheadDto, words: Words): readonly Condition[] {
  const checks: Condition[] = conditions.map((condition) => ({
    key: condition.kind,
    // A balance that is too low now may be reached by the day of the payout: it waits, it does not fail.
    state: condition.isMet
      ? 'ok'
      : condition.kind === 'balance' && !condition.available.startsWith('-')
        ? 'wait'
        : 'no',
    text: conditionText(condition, words),
  }));
  if (!conditions.some(({ kind }) => kind === 'open')) checks.push({ key: 'open', state: 'ok', text: 'Shop open' });
  return checks;
}

function takeRow(take: PayoutTakeDto, shop: ShopContext, year: string): SumRow {
  const day = <Day value={take.day} year={year} />;
  const orders = `${take.orderCount} order${take.orderCount === 1 ? '' : 's'}`;
  const isForecast = take.statementNo === null;
  return {
    key: `${take.day}-${take.kind}-${take.statementNo}`,
    label: isForecast ? (
      <span className="muted">
        What settles {take.day === shop.today ? 'today, ' : 'on '}
        {day}
      </span>
    ) : (
      <Door href={statementHref(take.statementNo ?? 0)}>
        {STATEMENT_WORD[take.kind]} {day}
      </Door>
    ),
    note: isForecast ? `forecast: ${orders} so far` : `closed: ${orders}`,
    amount: <Amount value={take.amount} sign="always" tone={isForecast ? 'estimate' : 'plain'} />,
  };
}

/** How many statements the sum lists one by one. */
const LISTED = 8;

function Takes({
  ahead,
  shop,
  year,
}: {
  readonly ahead: PayoutAheadDto;
  readonly shop: ShopContext;
  readonly year: string;
}) {
  if (ahead.day === null) {
    return (
      <EmptyState icon="payouts" title="No payout is expected">
        Nothing that is known now makes a payout within {ahead.daysAhead} days.
        {ahead.obstacle === null ? ' Orders appear here once they are delivered.' : ''}
      </EmptyState>
    );
  }
  const rows = ahead.takes.slice(0, LISTED).map((take) => takeRow(take, shop, year));
  const hidden = ahead.takes.length - rows.length;
  return (
    <SumTable
      caption={`What the payout takes, in ${shop.currency}`}
      rows={
        hidden > 0
          ? [
              ...rows,
              {
                key: 'rest',
                label: <TextLink href="/finances/statements?status=pending">{hidden} more statements</TextLink>,
                amount: '',
              },
            ]
          : rows
      }
      total={{
        label: (
          <>
            Expected payout <Day value={ahead.day} year={year} />
          </>
        ),
        amount: <Amount value={ahead.amount} currency={shop.currency} />,
      }}
    />
  );
}

/** The next payout: when and how much, all of its conditions, and the sum that makes it (R7.3). */
export async function NextPayout({ shop }: { readonly shop: ShopContext }) {
  const ahead = await readPayoutAhead(sellerDatabase(), shop);
  const year = shop.today.slice(0, 4);
  if (ahead === null) {
    return (
      <EmptyState icon="payouts" title="No payout yet">
        The first day of this shop is not closed yet. Payouts follow the first statement.
      </EmptyState>
    );
  }
  const words = { currency: shop.currency, year };
  const say =
    ahead.day === null ? null : (
      <>
        Expected on <Day value={ahead.day} year={year} />: <Amount value={ahead.amount} currency={shop.currency} />
      </>
    );
  return (
    <SectionGrid>
      <Section title="Next payout" columns={5} aside={<TextLink href="/finances/on-hold">On hold</TextLink>}>
        <p className="b mb-2">{say ?? 'None is expected yet'}</p>
        {ahead.obstacle === null ? null : <p className="sm muted mb-2">{OBSTACLE[ahead.obstacle]}</p>}
        <CheckList conditions={checksOf(ahead, words)} />
      </Section>
      <Section title="What it takes" columns={7}>
        <Takes ahead={ahead} shop={shop} year={year} />
        <p className="sm muted mt-2.5">
          {TIER_LABEL[ahead.tier]}: an order settles {ahead.settlementDays} day{ahead.settlementDays === 1 ? '' : 's'}{' '}
          after delivery. A forecast counts what is known now; refunds and new deliveries change it.
        </p>
      </Section>
    </SectionGrid>
  );
}

/** As high as five conditions beside a sum. */
export function NextPayoutSkeleton() {
  return (
    <SectionGrid>
      <Section title="Next payout" columns={5}>
        <Skeleton lines={6} rowHeight={28} label="Loading the next payout" />
      </Section>
      <Section title="What it takes" columns={7}>
        <Skeleton lines={5} rowHeight={36} label="Loading what it takes" />
      </Section>
    </SectionGrid>
  );
}
