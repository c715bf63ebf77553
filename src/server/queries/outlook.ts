import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import { placingDaysFor } from '@/domain/alert/shop-day';
import type { ShopState } from '@/domain/books';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { isOf, type RecordedFact } from '@/domain/fact/fact';
import { type Forecast, forecast } from '@/domain/forecast/forecast';
import type { Policies } from '@/domain/policy/policy';
import { evaluationWindows } from '../commands/close-plan';
import { type Database, inTransaction } from '../db/database';
import { selectDue, selectHolds, selectPayoutsToClose } from '../repositories/books-reader';
import { selectFactsToClose } from '../repositories/facts';
import { selectPolicies } from '../repositories/policies';
import { selectStates } from '../repositories/shops';

/** How far ahead pages look: a calendar of four weeks, the longest reserve period and a little more. */
export const OUTLOOK_DAYS = 45;

/** Where the shop stands, and the engine run forward from there on what is known. */
export interface Outlook {
  readonly state: ShopState & { readonly closedThrough: PlainDate };
  readonly forecast: Forecast;
  /** What it was run by. */
  readonly policies: Policies;
}

function payoutsNamedIn(facts: readonly RecordedFact[], shopId: number): { shopId: number; no: number }[] {
  return facts.flatMap((entry) =>
    isOf(entry, 'payout.paid') || isOf(entry, 'payout.failed') || isOf(entry, 'payout.returned')
      ? [{ shopId, no: entry.fact.payout }]
      : [],
  );
}

/** What the engine needs to run over the days ahead of a shop: where it stands, and what is known. */
export type OutlookInput = Omit<Parameters<typeof forecast>[0], 'state'> & { readonly state: Outlook['state'] };

/**
 * Reads what the days ahead are run on, as a close would, all of one moment.
 * @param options.measuresToo also the orders that rates measured tonight would count (R10.2)
 * @returns null before the first close, when there are no books to look ahead from
 */
export async function readOutlookInput(
  database: Database,
  shop: Pick<ShopContext, 'id' | 'externalId' | 'marketplace'>,
  days: number = OUTLOOK_DAYS,
  { measuresToo = false }: { readonly measuresToo?: boolean } = {},
): Promise<OutlookInput | null> {
  return inTransaction(database, async (connection) => {
    const ids = [shop.id];
    const policies = await selectPolicies(connection);
    const state = (await selectStates(connection, ids)).get(shop.id);
    if (state === undefined || state.closedThrough === null) return null;
    const { closedThrough } = state;
    const first = addDays(closedThrough, 1);
    const last = addDays(closedThrough, days);
    const measured = measuresToo ? [placingDaysFor({ state: { ...state, closedThrough }, policies }, days)] : [];
    const windows = [...evaluationWindows(policies, shop.marketplace, first, last), ...measured];
    const names = new Map([[shop.id, shop.externalId]]);
    const toClose = [{ shopId: shop.id, first, last, deferred: state.deferred, windows }];
    const facts = (await selectFactsToClose(connection, toClose, names)).get(shop.id) ?? [];
    const due = await selectDue(connection, { shopIds: ids, first: [first], last: [last] });
    const holds = await selectHolds(connection, ids, 'remaining');
    const payouts = await selectPayoutsToClose(connection, ids, payoutsNamedIn(facts, shop.id));
    return {
      state: { ...state, closedThrough },
      policies,
      facts,
      due: due.get(shop.id) ?? [],
      holds: holds.get(shop.id) ?? [],
      payouts: payouts.get(shop.id) ?? [],
    };
  });
}

/**
 * Runs the engine over the days ahead of a shop, as a close would, without writing anything.
 * @returns null before the first close
 */
export async function readOutlook(
  database: Database,
  shop: Pick<ShopContext, 'id' | 'externalId' | 'marketplace'>,
  days: number = OUTLOOK_DAYS,
): Promise<Outlook | null> {
  const input = await readOutlookInput(database, shop, days);
  return input === null ? null : { state: input.state, forecast: forecast(input, days), policies: input.policies };
}
