import { expect } from 'vitest';
import { type Instant, instant } from '@/domain/calendar/instant';
import { type Minor, minor } from '@/domain/money/money';
import type { Result } from '@/domain/shared/result';
import { payBill } from '@/server/commands/bills/pay-bill';
import type { PayableCard } from '@/server/commands/bills/payable-card';
import { recordCharge } from '@/server/commands/bills/record-charge';
import { startBill } from '@/server/commands/bills/start-bill';
import type { CardGateway, ChargeOutcome } from '@/server/gateways/card-gateway';
import { type BillRow, listPayments } from '@/server/repositories/bills';
import type { TestBooks } from './books';
import type { WireFact } from './facts';
import { ivyCancels, ivyOpens, ivySells } from './ivy';

/** Ivy, as the audit log keeps her; whose log it is, her shop says. */
export const IVY = { person: { key: 'ivy', name: 'Ivy Hart' }, role: 'owner', seller: null } as const;

/** The morning after Ivy's statement of 12 March: she owes 87.40. */
export const MORNING = instant('2026-03-13T10:00:00Z');

/** Ivy's shop with 87.40 owed, 12 March closed, and a customer at the card provider. @param more what else is told of it by then */
export async function ivyOwes(books: TestBooks, more: readonly WireFact[] = []): Promise<{ readonly shopId: number }> {
  await books.record([...ivyOpens(), ...ivyCancels(), ...ivySells(), ...more]);
  await books.close('2026-03-12');
  await books.sql("INSERT INTO seller (external_id, name) VALUES ('ivy-hart', 'Ivy Hart')");
  await books.sql("INSERT INTO card_customer (seller_id, customer) SELECT id, 'cus_ivy' FROM seller");
  await books.sql('UPDATE shop SET seller_id = (SELECT id FROM seller)');
  const [shop] = await books.sql<{ id: number }>("SELECT id FROM shop WHERE external_id = 'ivy'");
  return { shopId: shop?.id ?? 0 };
}

/** What a command came to, where it must have been accepted. */
export function acceptedOf<Value, Refusal>(result: Result<Value, Refusal>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** What a command refused, as field and code. */
export function refusalOf<Value, Refusal>(result: Result<Value, Refusal>): Refusal {
  if (result.ok) throw new Error('was accepted');
  return result.refusal;
}

/** A bill over an amount, or over all that is owed. */
export async function billOf(
  books: TestBooks,
  shopId: number,
  amount: bigint | null,
  key = `key-${amount}`,
  now: Instant = MORNING,
): Promise<BillRow> {
  const request = amount === null ? ({ kind: 'full' } as const) : ({ kind: 'amount', amount: minor(amount) } as const);
  return acceptedOf(await startBill(books.database, { shopId, request, key, createdBy: 'ivy', now }));
}

/** A card as if the provider had said that it is of the shop's seller. */
export function cardOf(shopId: number, id = 'pm_1'): PayableCard {
  return { shopId, id, brand: null, last4: null } as PayableCard;
}

/** A card provider that is asked and never answers. */
const SILENT = {
  charge: () => Promise.resolve({ kind: 'unknown' } as const),
} as unknown as CardGateway;

/** Sends a bill to the card provider, which does not answer: the bill is processing. Returns our payment's id. */
export async function chargeUnanswered(books: TestBooks, bill: BillRow, key = 'try-1'): Promise<string> {
  const { shopId, id } = bill;
  const input = {
    bill: id,
    card: cardOf(shopId),
    key,
    returnUrl: 'http://localhost/',
    now: MORNING,
    clearingMinutes: 0,
  };
  expect(acceptedOf(await payBill(books.database, SILENT, input)).status).toBe('processing');
  const payments = await listPayments(books.database.pool, shopId, id);
  return payments.find((payment) => payment.key === key)?.id ?? '';
}

/** The provider's answer for a payment. */
export async function answer(
  books: TestBooks,
  payment: string,
  outcome: ChargeOutcome,
  clearingMinutes = 0,
  now: Instant = MORNING,
): Promise<BillRow> {
  return acceptedOf(await recordCharge(books.database, { payment, outcome, now, clearingMinutes }));
}

/** A charge that went through. */
export function captured(amount: bigint, ref = 'pi_1'): ChargeOutcome {
  return { kind: 'captured', ref, amount: minor(amount) };
}

/** Bills and payments of a shop, as a short text each. */
export async function billsOf(books: TestBooks): Promise<readonly string[]> {
  const rows = await books.sql<{ text: string }>(
    "SELECT format('%s %s of %s', status, received_minor, amount_minor) AS text FROM bill ORDER BY created_at, id",
  );
  return rows.map((row) => row.text);
}

/** What is owed by Ivy now, in minor units. */
export async function owedBy(books: TestBooks): Promise<Minor> {
  const [shop] = await books.sql<{ owed: Minor }>("SELECT owed_minor AS owed FROM shop WHERE external_id = 'ivy'");
  return shop?.owed ?? minor(0n);
}
