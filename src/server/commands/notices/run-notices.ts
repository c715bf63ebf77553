import 'server-only';
import type { RunOutput, ShopEvent, ShopState } from '@/domain/books';
import { startOfDay } from '@/domain/calendar/instant';
import { addDays } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, sum } from '@/domain/money/money';
import type { Payout } from '@/domain/payout/payout';
import type { PolicyBook } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../../db/database';
import { selectPayoutAccounts } from '../../repositories/bank-accounts';
import type { ShopRow } from '../../repositories/shops';
import { type Told, tellEvent } from './event-notices';
import { type PostedNotice, postNotices } from './post-notice';

/** A run of the engine over one shop, as far as it is told. */
export interface ToldRun {
  /** As it was before the run. */
  readonly shop: ShopRow;
  readonly book: PolicyBook;
  /** After the run. */
  readonly state: ShopState;
  readonly output: RunOutput;
  /** Payouts from before that the run may have said something about. */
  readonly payouts: readonly Payout[];
}

/** A notice and what its key says beside the shop. */
type Keyed = readonly [key: string, told: Told];

/** The last four digits of an account of the shop. */
type Last4 = (account: string) => string;

/** Payouts that began, and what the bank said of those that had. */
function* payoutNotices({ output, payouts }: ToldRun, last4: Last4): Generator<Keyed> {
  for (const { no, initiatedOn, amount, account } of output.payouts.values()) {
    const detail = { payout: no, amount: formatMinor(amount), last4: last4(account) };
    yield [`payout:${no}:sent`, { kind: 'payout-sent', day: initiatedOn, detail }];
  }
  const earlier = new Map(payouts.map((payout) => [payout.no, payout]));
  const changed = [...output.payoutChanges].map(([no, change]) => ({
    ...present(earlier.get(no), `payout ${no}`),
    ...change,
  }));
  for (const { no, amount, account, status, settledOn, code } of [...output.payouts.values(), ...changed]) {
    if (settledOn === null) continue;
    const detail = { payout: no, amount: formatMinor(amount), last4: last4(account) };
    if (status === 'paid')
      yield [`payout:${no}:paid`, { kind: 'payout-paid', day: settledOn, detail: { ...detail, on: settledOn } }];
    else {
      const failed = { ...detail, isReturned: status === 'returned', code: code ?? '' };
      yield [`payout:${no}:${status}`, { kind: 'payout-failed', day: settledOn, detail: failed }];
    }
  }
}

/** Reserve that came free, and reserve that was taken for what is owed. */
function* reserveNotices({ output }: ToldRun): Generator<Keyed> {
  for (const { no, day, kind, reserveNet, lines } of output.statements) {
    if (kind === 'reserve-draw') {
      const detail = { amount: formatMinor(reserveNet), statement: no };
      yield [`statement:${no}:used`, { kind: 'reserve-used', day, detail }];
      continue;
    }
    const released: Minor[] = [];
    for (const { event, sums } of lines) if (event === 'reserve-released') released.push(sums.reserve);
    if (released.length === 0) continue;
    const detail = { amount: formatMinor(sum(released)), orders: released.length, statement: no };
    yield [`statement:${no}:released`, { kind: 'reserve-released', day, detail }];
  }
}

/** Levels that people of the marketplace set, told with their reason when they were confirmed: "shop from" to the last of them. */
type LevelsTold = ReadonlyMap<string, number>;

async function selectLevelsTold(connection: Connection, runs: readonly ToldRun[]): Promise<LevelsTold> {
  const set = runs.filter(({ output }) => output.events.some(isLevelSet));
  if (set.length === 0) return new Map();
  const { rows } = await connection.query<{ key: string; level: number }>(
    `SELECT shop_id || ' ' || (detail ->> 'from') AS key, (detail ->> 'level')::int AS level FROM notice
      WHERE seller_id = ANY ($1::int[]) AND shop_id = ANY ($2::int[]) AND kind = 'reserve-level-set' ORDER BY id`,
    [set.map(({ shop }) => shop.sellerId), set.map(({ shop }) => shop.id)],
  );
  return new Map(rows.map(({ key, level }) => [key, level]));
}

function isLevelSet(event: ShopEvent): event is ShopEvent & { readonly kind: 'level-changed' } {
  return event.kind === 'level-changed' && event.change.reason === 'set-by-ops';
}

function* eventNotices({ shop, book, state, output }: ToldRun, levelsTold: LevelsTold): Generator<Keyed> {
  for (const [index, event] of output.events.entries()) {
    if (isLevelSet(event) && levelsTold.get(`${shop.id} ${event.change.from}`) === event.change.level) continue;
    const told = tellEvent(event, output.events, { book, state });
    if (told !== null) yield [`event:${shop.lastEventNo + index + 1}`, told];
  }
}

function noticesOf(run: ToldRun, last4: Last4, levelsTold: LevelsTold): PostedNotice[] {
  const { id: shopId, sellerId } = run.shop;
  return [...eventNotices(run, levelsTold), ...reserveNotices(run), ...payoutNotices(run, last4)]
    .sort(([, left], [, right]) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0))
    .map(([key, told]) => ({
      ...told,
      key: `shop:${shopId}:${key}`,
      sellerId,
      shopId,
      // What happens at the end of a day happens when the next one begins.
      at: startOfDay(told.kind === 'payout-sent' ? told.day : addDays(told.day, 1), run.book.zone),
    }));
}

/**
 * Posts what runs of the engine made of some shops' books, in the transaction that writes the books. Shops of nobody cost nothing.
 * @returns how many notices were posted
 */
export async function postRunNotices(connection: Connection, runs: readonly ToldRun[]): Promise<number> {
  const told = runs.filter(({ shop }) => shop.sellerId !== null);
  const paying = told.filter(({ output }) => output.payouts.size > 0 || output.payoutChanges.size > 0);
  const accounts =
    paying.length === 0
      ? new Map<number, never>()
      : await selectPayoutAccounts(
          connection,
          paying.map(({ shop }) => shop.id),
        );
  const levelsTold = await selectLevelsTold(connection, told);
  const notices = told.flatMap((run) => {
    const last4: Last4 = (account) => present(accounts.get(run.shop.id)?.get(account), `account ${account}`).last4;
    return noticesOf(run, last4, levelsTold);
  });
  return postNotices(connection, notices);
}
