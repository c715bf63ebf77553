import 'server-only';
import { type Instant, toEpochMillis } from '@/domain/calendar/instant';
import type { Currency } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import { accepted } from '@/domain/shared/result';
import type { Database } from '../../db/database';
import type { CardCharge, CardGateway, ChargeOutcome } from '../../gateways/card-gateway';
import { type BillPaymentRow, findBill, listPayments, selectProcessingPayments } from '../../repositories/bills';
import { findCustomerOfShop } from '../../repositories/card-customers';
import { type BillResult, noSuchBill } from './bill-refusal';
import { recordCharge } from './record-charge';
import { cashierReturnUrl } from './return-url';

const HOUR_MILLIS = 3_600_000;

/** A bank's page that was left is given up after a day, as an unpaid bill is (R8.2). */
const LEFT_HOURS = 24;

/** The provider remembers a key for a day: after that a charge that it never got is not sent any more, least of all without the payer. */
const KEY_HOURS = 23;

/** So many answers in a row that say nothing: the provider is down, and the rest is asked next time. */
const SILENT_ANSWERS = 3;

/** How to ask again. */
export interface ReconcileInput {
  readonly now: Instant;
  /** Null for the policy's (R8.3). */
  readonly clearingMinutes: number | null;
}

/** The charge exactly as it was first asked for. */
async function chargeOf(database: Database, payment: BillPaymentRow): Promise<CardCharge> {
  const { pool } = database;
  const { rows } = await pool.query<{ shop: string; currency: Currency }>(
    'SELECT external_id AS shop, currency FROM shop WHERE id = $1',
    [payment.shopId],
  );
  const { shop, currency } = present(rows[0], `shop ${payment.shopId}`);
  const customer = present(await findCustomerOfShop(pool, payment.shopId), `card customer of shop ${shop}`);
  const { id, bill, card, amount } = payment;
  return { payment: id, bill, shop, customer, card, amount, currency, returnUrl: cashierReturnUrl(bill) };
}

async function askAbout(
  database: Database,
  gateway: CardGateway,
  payment: BillPaymentRow,
  now: Instant,
): Promise<ChargeOutcome> {
  const { providerRef: ref, actionUrl } = payment;
  const hours = (toEpochMillis(now) - toEpochMillis(payment.createdAt)) / HOUR_MILLIS;
  if (ref !== null && actionUrl !== null && hours >= LEFT_HOURS) return gateway.giveUp(ref);
  const charge = await chargeOf(database, payment);
  if (ref !== null || hours < KEY_HOURS) return gateway.askAgain(charge, ref);
  return (await gateway.findCharge(charge)) ?? { kind: 'failed', ref, code: 'never-charged' };
}

/** The payment at which the last sweep broke off: the next one begins behind it, so that charges nobody tells of do not keep the others waiting. */
let brokeOffAt: string | null = null;

/** The payments, beginning behind the one at which the last sweep broke off. */
function inTurn(payments: readonly BillPaymentRow[]): readonly BillPaymentRow[] {
  const at = payments.findIndex(({ id }) => id === brokeOffAt) + 1;
  return [...payments.slice(at), ...payments.slice(0, at)];
}

/** Asks about one payment and records the answer; no answer changes nothing. */
async function reconcile(
  database: Database,
  gateway: CardGateway,
  payment: BillPaymentRow,
  { now, clearingMinutes }: ReconcileInput,
): Promise<ChargeOutcome['kind']> {
  const outcome = await askAbout(database, gateway, payment, now);
  if (outcome.kind !== 'unknown') await recordCharge(database, { payment: payment.id, outcome, now, clearingMinutes });
  return outcome.kind;
}

/**
 * Asks the provider again about every charge whose end is not known (R8.2), oldest first, and gives up 3-D Secure that was left for a day. Run
 * twice at once, beside a webhook, or again after a crash: the answers are the same, and each is recorded once.
 * @returns how many were asked about
 * @throws what kept charges from being recorded, when all have been asked about: one shop's trouble does not keep the others waiting
 * @example await reconcileBills(database, gateway, { now, clearingMinutes: null }) // 2
 */
export async function reconcileBills(database: Database, gateway: CardGateway, input: ReconcileInput): Promise<number> {
  let asked = 0;
  let silent = 0;
  const failures: unknown[] = [];
  for (const payment of inTurn(await selectProcessingPayments(database.pool))) {
    asked += 1;
    try {
      const answer = await reconcile(database, gateway, payment, input);
      silent = answer === 'unknown' ? silent + 1 : 0;
    } catch (error) {
      failures.push(error);
    }
    brokeOffAt = silent === SILENT_ANSWERS ? payment.id : null;
    if (brokeOffAt !== null) break;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} charges could not be recorded`);
  return asked;
}

/**
 * Asks the provider now about the charge of one bill that is on its way: when the payer comes back from the bank's page, and where a page waits.
 * @returns the bill as it stands then; without a charge on its way, and where the provider does not answer, as it stood
 */
export async function askAboutBill(
  database: Database,
  gateway: CardGateway,
  { shopId, bill, ...input }: ReconcileInput & { readonly shopId: number; readonly bill: string },
): Promise<BillResult> {
  const payments = await listPayments(database.pool, shopId, bill);
  const live = payments.find((payment) => payment.status === 'processing');
  if (live !== undefined) await reconcile(database, gateway, live, input);
  const found = await findBill(database.pool, shopId, bill);
  return found === null ? noSuchBill() : accepted(found);
}
