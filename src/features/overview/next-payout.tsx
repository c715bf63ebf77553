import type { ExpectedPartDto, NextPayoutDto, PayoutConditionDto } from '@/contracts/overview';
import type { ShopContext } from '@/contracts/shell';
import { explainComponent } from '@/domain/explain/component';
import { sellerDatabase } from '@/server/db/seller';
import { readNextPayout } from '@/server/queries/overview-payout';
import { Amount } from '@/ui/amount';
import { amountText, isNegative } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { CheckList, type Condition, type SumRow, SumTable } from '@/ui/lists';
import { Section } from '@/ui/section';
import { getOutlook } from './outlook';
import { ABOUT_WORDS, payoutText, type Style, scheduleText } from './words';

function conditionOf(dto: PayoutConditionDto, { currency, year }: Style): Condition {
  const state = dto.isMet ? 'ok' : 'no';
  switch (dto.kind) {
    case 'balance':
      return {
        key: dto.kind,
        state: dto.isMet || isNegative(dto.available) ? state : 'wait',
        text: (
          <>
            Balance of at least {amountText(dto.minimum, { currency })}:{' '}
            <Amount value={dto.available} tone={isNegative(dto.available) ? 'owed' : 'plain'} />
          </>
        ),
      };
    case 'account':
      return {
        key: dto.kind,
        state,
        text: (
          <>
            <Door href="/account/bank-accounts">
              {dto.last4 === null ? 'No verified bank account' : `Bank account ending ${dto.last4}`}
            </Door>
            {dto.last4 === null ? '' : ', verified'}
          </>
        ),
      };
    case 'account-confirmed':
      return { key: dto.kind, state, text: 'The account confirmed or changed after the payout that failed' };
    case 'not-frozen':
      return {
        key: dto.kind,
        state,
        text:
          dto.since === null ? 'Withdrawals not frozen' : `Withdrawals frozen since ${dayText(dto.since, { year })}`,
      };
    case 'open':
      return {
        key: dto.kind,
        state: dto.isMet ? 'ok' : 'wait',
        text: `Shop closed: paid from ${dayText(dto.paysFrom ?? '', { year })} on`,
      };
    case 'schedule':
      return {
        key: dto.kind,
        state: 'ok',
        text: `${scheduleText(dto.schedule)}: next on ${dayText(dto.nextOn, { year })}`,
      };
  }
}

/** "60.00 − 3.60 referral fee − 2.82 put into reserve" */
function componentsText(components: Extract<ExpectedPartDto, { kind: 'statement' }>['components']): string {
  return components
    .map(({ kind, amount }, index) => {
      const label = kind === 'gross-sales' ? '' : ` ${explainComponent(kind, { rule: 'R3.3' }).label.toLowerCase()}`;
      if (index === 0) return `${amountText(amount)}${label}`;
      return `${isNegative(amount) ? '−' : '+'} ${amountText(amount.replace(/^-/, ''))}${label}`;
    })
    .join(' ');
}

function partRow(part: ExpectedPartDto, index: number, { year }: Style): SumRow {
  const amount = <Amount value={part.amount} sign="always" />;
  if (part.kind === 'pending') {
    return { key: 'pending', label: isNegative(part.amount) ? 'Covers what you owe' : 'Available now', amount };
  }
  const { about, settlingCount, day, components } = part;
  const on = dayText(day, { year });
  const key = `${day} ${index}`;
  if (about !== null) {
    const label =
      about.event === 'settlement'
        ? `Order ${about.order} settles ${on}`
        : `${on}: ${ABOUT_WORDS[about.event]} ${about.order}`;
    return {
      key,
      label,
      amount,
      ...(components.length > 1 && components.length < 6 ? { note: componentsText(components) } : {}),
    };
  }
  return { key, label: settlingCount === 0 ? `Statement of ${on}` : `${settlingCount} orders settle ${on}`, amount };
}

function Expected({ dto, style }: { readonly dto: NonNullable<NextPayoutDto['expected']>; readonly style: Style }) {
  const rows = dto.parts.map((part, index) => partRow(part, index, style));
  const rest =
    dto.rest === null
      ? []
      : [
          {
            key: 'rest',
            label: `${dto.rest.count} more statements`,
            amount: <Amount value={dto.rest.amount} sign="always" />,
          },
        ];
  return (
    <div style={{ marginTop: 14 }}>
      <SumTable
        caption="Expected payout"
        rows={[...rows.filter(({ key }) => key !== 'pending'), ...rest, ...rows.filter(({ key }) => key === 'pending')]}
        total={{
          label: `Expected payout ${dayText(dto.on, { year: style.year })}`,
          amount: <Amount value={dto.amount} currency={style.currency} />,
        }}
      />
      <p className="xs faint" style={{ marginTop: 8 }}>
        Expected from what is known today; refunds and new sales change it.
      </p>
    </div>
  );
}

/** The next payout: a sentence, all conditions, and the sum that makes it. */
export async function NextPayout({ shop }: { readonly shop: ShopContext }) {
  const outlook = await getOutlook(shop);
  if (outlook === null) return null;
  const dto = await readNextPayout(sellerDatabase().pool, shop.id, outlook);
  const style = { currency: shop.currency, year: shop.today.slice(0, 4) };
  return (
    <Section title="Next payout" columns={5}>
      <p style={{ fontWeight: 500, marginBottom: 8 }}>{payoutText(dto, style)}</p>
      <CheckList conditions={dto.conditions.map((condition) => conditionOf(condition, style))} />
      {dto.expected === null ? null : <Expected dto={dto.expected} style={style} />}
    </Section>
  );
}
