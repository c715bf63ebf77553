import 'server-only';
import type { PoolClient } from 'pg';
import type { Instant } from '@/domain/calendar/instant';
import { accepted, type Result } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import type { CardCharge, CardGateway } from '../../gateways/card-gateway';
import { newId } from '../../ids';
import { type BillRow, findBill, insertPayment, listPayments, lockBill, updateBill } from '../../repositories/bills';
import { findCustomerOfShop } from '../../repositories/card-customers';
import { type BillRefusal, type BillResult, conflict, noSuchBill, tooSmallForCards } from './bill-refusal';
import { lowerToOwed } from './lower-to-owed';
import { notASavedCard, type PayableCard } from './payable-card';
import { recordCharge } from './record-charge';
import { lockStanding, type ShopStanding } from './shop-standing';

/** A bill to pay with a saved card. No amount: it is the bill's. */
export interface PayBillInput {
  readonly bill: string;
  /** A saved card of the seller of the shop whose bill it is. */
  readonly card: PayableCard;
  /** What the form calls this payment: sent any number of times, it charges once. */
  readonly key: string;
  readonly returnUrl: string;
  readonly now: Instant;
  readonly clearingMinutes: number | null;
}

/** Payments under way in this process: who asks for the same one meanwhile gets its answer. */
const underWay = new Map<string, Promise<BillResult>>();

/**
 * Charges a saved card for a bill, in three steps: the intent is stored, the provider is asked outside of any transaction, the answer is
 * stored. A crash in between leaves the bill processing, and asking again finds the truth (R8.2).
 * @returns the bill: paid, failed, or processing; refused with `amount-changed` where sales have covered part of the debt meanwhile, for
 *   the seller to confirm again (R8.1)
 */
export function payBill(database: Database, gateway: CardGateway, input: PayBillInput): Promise<BillResult> {
  const name = `${input.card.shopId} ${input.bill} ${input.key}`;
  const running = underWay.get(name);
  if (running !== undefined) return running;
  const payment = pay(database, gateway, input).finally(() => underWay.delete(name));
  underWay.set(name, payment);
  return payment;
}

/** What the first step decided: a charge to make, or that this payment was made before. */
type Intent = { readonly charge: CardCharge } | { readonly charge: null; readonly bill: BillRow };

async function pay(database: Database, gateway: CardGateway, input: PayBillInput): Promise<BillResult> {
  const intent = await inTransaction(database, (connection) => intend(connection, input));
  if (!intent.ok) return intent;
  const { charge } = intent.value;
  if (charge === null) return accepted(intent.value.bill);
  const outcome = await gateway.charge(charge);
  const { now, clearingMinutes } = input;
  const recorded = await recordCharge(database, { payment: charge.payment, outcome, now, clearingMinutes });
  if (recorded.ok) return recorded;
  const bill = await findBill(database.pool, input.card.shopId, input.bill);
  return bill === null ? noSuchBill() : accepted(bill);
}

/** The first step, under the shop's lock: what may be charged, and that it will be. */
async function intend(connection: PoolClient, input: PayBillInput): Promise<Result<Intent, BillRefusal>> {
  const { card, key, now, returnUrl } = input;
  const standing = await lockStanding(connection, card.shopId);
  const bill = await lockBill(connection, card.shopId, input.bill);
  if (bill === null) return noSuchBill();
  const payments = await listPayments(connection, bill.shopId, bill.id);
  if (payments.some((payment) => payment.key === key)) return accepted({ charge: null, bill });
  const payable = await requirePayable(connection, standing, bill, now);
  if (!payable.ok) return payable;
  const customer = await findCustomerOfShop(connection, bill.shopId);
  if (customer === null) return notASavedCard();
  const id = newId('pay');
  await insertPayment(connection, {
    shopId: bill.shopId,
    id,
    bill: bill.id,
    key,
    amount: bill.amount,
    card: card.id,
    brand: card.brand,
    last4: card.last4,
    createdAt: now,
  });
  await updateBill(connection, bill, { status: 'processing', method: 'card', needsAction: false, failureCode: null });
  const { shop, book } = standing;
  return accepted({
    charge: {
      payment: id,
      bill: bill.id,
      shop: shop.shop,
      customer,
      card: card.id,
      amount: bill.amount,
      currency: book.currency,
      returnUrl,
    },
  });
}

const NOT_PAYABLE: Readonly<Partial<Record<BillRow['status'], string>>> = {
  processing: 'This bill is being paid already. Wait for the answer of your bank.',
  paid: 'This bill is paid already. Nothing more is charged.',
  cleared: 'This bill is paid already. Nothing more is charged.',
  reversed: 'This payment was taken back. Start a new bill.',
  cancelled: 'This bill was cancelled. Start a new one.',
  expired: 'This bill has expired. Start a new one.',
};

/** Whether the bill can be charged now, for the amount that it shows (R8.1, R8.2). Lowers it where sales have covered part meanwhile. */
async function requirePayable(
  connection: PoolClient,
  standing: ShopStanding,
  bill: BillRow,
  now: Instant,
): Promise<Result<null, BillRefusal>> {
  const obstacle = NOT_PAYABLE[bill.status];
  if (obstacle !== undefined) return conflict('bill', obstacle);
  if (bill.status === 'unpaid' && bill.expiresAt <= now) return conflict('bill', NOT_PAYABLE.expired ?? '');
  const lowered = await lowerToOwed(connection, standing, bill, now);
  if (!lowered.ok) return lowered;
  if (bill.amount < standing.policy.bill.cardMinimum) return tooSmallForCards();
  return accepted(null);
}
