import 'server-only';
import type { NoticeDetail, NoticeKind } from '@/contracts/notices';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import { addDays, laterDay, type PlainDate } from '@/domain/calendar/plain-date';
import { percent } from '@/domain/explain/component';
import { WORDING } from '@/domain/explain/component-labels';
import { formatMinor } from '@/domain/money/money';
import { payoutAccount } from '@/domain/payout/conditions';
import { policyOn } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../../db/database';
import type { DecisionRow } from '../../repositories/decisions';
import type { ShopStanding } from '../bills/shop-standing';
import { postNotice } from '../notices/post-notice';

type Told = { readonly [Kind in NoticeKind]: { readonly kind: Kind; readonly detail: NoticeDetail<Kind> } }[NoticeKind];

interface Days {
  /** The marketplace's day. */
  readonly today: PlainDate;
  /** The one that the fact takes effect on. */
  readonly on: PlainDate;
}

/** What the seller is told of a decision, in the words of src/contracts/notices/decisions.ts. */
function told(
  { id, decision: decided, reason }: DecisionRow,
  { state, book }: ShopStanding,
  { today, on }: Days,
): Told {
  const why = { reason, decision: id };
  const from = addDays(on, 1);
  switch (decided.kind) {
    case 'reserve-level': {
      const { level } = decided;
      const { rate, periodDays } = policyOn(book, from).reserveLevels[level];
      return { kind: 'reserve-level-set', detail: { ...why, level, from, percent: percent(rate.text), periodDays } };
    }
    case 'risk':
      return { kind: 'risk-changed', detail: { ...why, flagged: decided.flagged, from } };
    case 'reserve-exemption':
      return { kind: 'reserve-exemption-changed', detail: { ...why, exempt: decided.exempt } };
    case 'adjustment': {
      const { adjustment, amount, order } = decided;
      const { label } = WORDING[adjustment];
      return { kind: 'adjustment-posted', detail: { ...why, amount: formatMinor(amount), label, order, on } };
    }
    case 'dispute': {
      const { order, dispute, outcome } = decided;
      const open = state.openDisputes.find((one) => one.order === order && one.dispute === dispute);
      const { amount } = present(open, `open dispute ${dispute} of order ${order}`);
      return {
        kind: 'dispute-decided',
        detail: { ...why, dispute, order, outcome, amount: formatMinor(amount), on },
      };
    }
    case 'closure': {
      const until = addDays(today, policyOn(book, on).closureWithholdDays);
      return { kind: 'shop-closed', detail: { ...why, on: today, until } };
    }
    case 'payout-retry': {
      const { last4 } = present(payoutAccount(state), 'verified bank account');
      return { kind: 'payout-retried', detail: { ...why, payout: decided.payout, last4 } };
    }
    case 'write-off':
      return { kind: 'debt-written-off', detail: { ...why, amount: formatMinor(decided.amount), on } };
  }
}

/** Tells the seller what was decided and why, in the caller's transaction. */
export async function tellOfDecision(
  connection: Connection,
  standing: ShopStanding,
  row: DecisionRow,
  now: Instant,
): Promise<void> {
  const { shop, book, openDay } = standing;
  const today = dayOf(now, book.zone);
  await postNotice(connection, {
    ...{ key: `decision:${row.id}`, sellerId: shop.sellerId, shopId: shop.id, at: now },
    ...told(row, standing, { today, on: laterDay(today, openDay) }),
  });
}
