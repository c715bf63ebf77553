import 'server-only';
import type { PoolClient } from 'pg';
import type { ShopState } from '@/domain/books';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import { laterDay, type PlainDate } from '@/domain/calendar/plain-date';
import type { Fact, RecordedFact } from '@/domain/fact/fact';
import { type Policy, type PolicyBook, policyOn } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import { machineTime } from '../../clock';
import { insertFacts } from '../../repositories/facts';
import { selectBook } from '../../repositories/policies';
import { lockShops, type ShopRow, selectStates, updateLastFactNos } from '../../repositories/shops';
import { firstOpenDay } from '../close-plan';

/** A shop whose row is locked until the transaction ends, and where its books stand. */
export interface ShopStanding {
  readonly shop: ShopRow;
  readonly state: ShopState;
  readonly book: PolicyBook;
  /** The policy of the shop's first open day. */
  readonly policy: Policy;
  readonly openDay: PlainDate;
}

/** Locks a shop and reads where it stands: every command about a bill begins so, and amounts are computed behind this lock (R8.1). */
export async function lockStanding(connection: PoolClient, shopId: number): Promise<ShopStanding> {
  const [shop] = await lockShops(connection, [shopId]);
  const state = (await selectStates(connection, [shopId])).get(shopId);
  const found = present(shop, `shop ${shopId}`);
  const book = await selectBook(connection, found.marketplace);
  const openDay = firstOpenDay(found);
  return {
    shop: found,
    state: present(state, `state of shop ${found.shop}`),
    book,
    policy: policyOn(book, openDay),
    openDay,
  };
}

/** A fact as a command writes it: shop and time are the command's. */
export type CommandFact = Fact extends infer One
  ? One extends Fact
    ? Omit<One, 'shop' | 'occurredAt'>
    : never
  : never;

/**
 * Records one fact of a command in the caller's transaction. The shop is locked, so its number is the next one.
 * @returns the fact with its number and days, and the shop as it is with it
 */
export async function recordCommandFact(
  connection: PoolClient,
  { shop, book, openDay }: Pick<ShopStanding, 'shop' | 'book' | 'openDay'>,
  fact: CommandFact,
  now: Instant,
): Promise<{ readonly recorded: RecordedFact; readonly shop: ShopRow }> {
  const occurredOn = dayOf(now, book.zone);
  const recorded: RecordedFact = {
    no: shop.lastFactNo + 1,
    occurredOn,
    effectiveOn: laterDay(occurredOn, openDay),
    fact: { ...fact, shop: shop.shop, occurredAt: now } as Fact,
  };
  // When it was recorded is the machine's time, as the card provider's is: by it the two are compared day by day.
  await insertFacts(connection, [{ shopId: shop.id, recorded }], machineTime());
  await updateLastFactNos(connection, new Map([[shop.id, recorded.no]]));
  return { recorded, shop: { ...shop, lastFactNo: recorded.no } };
}
