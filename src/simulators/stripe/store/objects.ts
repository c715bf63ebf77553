import type Stripe from 'stripe';
import { noSuch } from '../wire/errors';
import type { Work } from './work';

/** The kinds of objects that are kept, by the word in their `object` field. */
export interface Kinds {
  readonly customer: Stripe.Customer;
  readonly payment_method: Stripe.PaymentMethod;
  readonly setup_intent: Stripe.SetupIntent;
  readonly payment_intent: Stripe.PaymentIntent;
  readonly charge: Stripe.Charge;
  readonly refund: Stripe.Refund;
  readonly dispute: Stripe.Dispute;
  readonly balance_transaction: Stripe.BalanceTransaction;
  readonly event: Stripe.Event;
  readonly 'checkout.session': Stripe.Checkout.Session;
}

export type Kind = keyof Kinds;

/** What Stripe knows of an object and does not show. */
export interface Hidden {
  /** Which test card it is (cards/catalogue.ts); never a number. */
  readonly card?: string;
  /** A card that was set up for payments without its holder. */
  readonly isSetUp?: boolean;
  /** A card that was taken away from its customer: nobody may use it again. */
  readonly isDetached?: boolean;
  /** The security code that was typed was looked at: only then can it be wrong. */
  readonly hasSecurityCode?: boolean;
  /** Where a hosted page goes back to. */
  readonly returnUrl?: string | null;
  /** What a checkout session sells. */
  readonly items?: readonly Stripe.LineItem[];
  /** Settings of the intents that a checkout session makes. */
  readonly intent?: Readonly<Record<string, unknown>>;
}

/** An object with what is hidden of it. */
export interface Kept<K extends Kind> {
  readonly data: Kinds[K];
  readonly hidden: Hidden;
  readonly isDeleted: boolean;
}

interface Row<K extends Kind> {
  readonly data: Kinds[K];
  readonly hidden: Hidden;
  readonly is_deleted: boolean;
}

const COLUMNS = 'data, hidden, is_deleted';
const kept = <K extends Kind>(row: Row<K>): Kept<K> => ({
  data: row.data,
  hidden: row.hidden,
  isDeleted: row.is_deleted,
});

/** The id of what may be an object or its id. */
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  return typeof reference === 'string' ? reference : reference.id;
}

/** Keeps a new object. */
export async function insert<K extends Kind>(
  work: Work,
  kind: K,
  data: Kinds[K],
  hidden: Hidden = {},
): Promise<Kinds[K]> {
  await work.client.query(
    'INSERT INTO stripe_simulator.object (id, account, kind, created, data, hidden) VALUES ($1, $2, $3, $4, $5, $6)',
    [data.id, work.account, kind, data.created, data, hidden],
  );
  return data;
}

/** Replaces an object; `hidden` is added to what was hidden before. */
export async function save<Data extends Kinds[Kind]>(work: Work, data: Data, hidden: Hidden = {}): Promise<Data> {
  await work.client.query(
    'UPDATE stripe_simulator.object SET data = $3, hidden = hidden || $4 WHERE account = $1 AND id = $2',
    [work.account, data.id, data, hidden],
  );
  return data;
}

/** Marks a customer as deleted. */
export async function markDeleted(work: Work, id: string): Promise<void> {
  await work.client.query('UPDATE stripe_simulator.object SET is_deleted = true WHERE account = $1 AND id = $2', [
    work.account,
    id,
  ]);
}

async function read<K extends Kind>(work: Work, kind: K, id: string, lock: string): Promise<Kept<K> | null> {
  const { rows } = await work.client.query<Row<K>>(
    `SELECT ${COLUMNS} FROM stripe_simulator.object WHERE account = $1 AND kind = $2 AND id = $3 ${lock}`,
    [work.account, kind, id],
  );
  return rows[0] === undefined ? null : kept(rows[0]);
}

/** An object or null. */
export function find<K extends Kind>(work: Work, kind: K, id: string): Promise<Kept<K> | null> {
  return read(work, kind, id, '');
}

/**
 * An object that has to be there.
 * @param param which parameter named it; `id` for the address
 * @throws Refusal `resource_missing`
 */
export async function require<K extends Kind>(work: Work, kind: K, id: string, param = 'id'): Promise<Kept<K>> {
  const found = await read(work, kind, id, '');
  if (found === null) throw noSuch(kind, id, param);
  return found;
}

/** Like `require`, and nobody else changes it until the end of the transaction. */
export async function lock<K extends Kind>(work: Work, kind: K, id: string, param = 'id'): Promise<Kept<K>> {
  const found = await read(work, kind, id, 'FOR UPDATE');
  if (found === null) throw noSuch(kind, id, param);
  return found;
}

/** A customer that is there and not deleted. */
export async function requireCustomer(work: Work, id: string, param = 'customer'): Promise<Kept<'customer'>> {
  const found = await require(work, 'customer', id, param);
  if (found.isDeleted) throw noSuch('customer', id, param);
  return found;
}

/** What a list is narrowed by: fields of `data` that have to be equal. */
export type Filters = Readonly<Record<string, string | null | undefined>>;

/** Every object of a kind that fits, newest first. */
export async function findAll<K extends Kind>(work: Work, kind: K, filters: Filters): Promise<Kinds[K][]> {
  const { where, values } = condition([work.account, kind], filters);
  const { rows } = await work.client.query<Row<K>>(
    `SELECT ${COLUMNS} FROM stripe_simulator.object WHERE account = $1 AND kind = $2 AND NOT is_deleted ${where} ORDER BY seq DESC`,
    values,
  );
  return rows.map(({ data }) => data);
}

/** The SQL of filters, and the values that go with it. Names of fields are ours, never a caller's. */
export function condition(first: readonly unknown[], filters: Filters): { where: string; values: unknown[] } {
  const values = [...first];
  const parts = Object.entries(filters).flatMap(([field, value]) => {
    if (value === undefined || value === null) return [];
    values.push(value);
    return [`AND data->>'${field}' = $${values.length}`];
  });
  return { where: parts.join(' '), values };
}
