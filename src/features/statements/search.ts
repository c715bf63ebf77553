import { withParams } from '@/contracts/search-params';
import type { StatementsSearch } from '@/contracts/statements';

export const STATEMENTS_PATH = '/finances/statements';

/**
 * The list under some filters. A change of filters starts again at the newest.
 * @example statementsHref({ kind: "daily", before: 9 }, { status: "paid" }) === "/finances/statements?status=paid&kind=daily"
 */
export function statementsHref(asked: StatementsSearch, changes: Partial<StatementsSearch> = {}): string {
  return withParams(STATEMENTS_PATH, filtersOf(asked, changes));
}

/** The export of what the list shows under its filters. */
export function statementsExportHref(asked: StatementsSearch): string {
  return withParams(`${STATEMENTS_PATH}/export`, filtersOf(asked, {}));
}

/** The filters that a form carries along, without those that are its own fields. */
export function keptFilters(
  asked: StatementsSearch,
  own: readonly (keyof StatementsSearch)[],
): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(filtersOf(asked, {}))) {
    if (value !== undefined && !own.some((name) => name === key)) kept[key] = String(value);
  }
  return kept;
}

function filtersOf(asked: StatementsSearch, changes: Partial<StatementsSearch>): StatementsSearch {
  const { status, reason, kind, from, to, min, max, q, before } = { ...asked, before: undefined, ...changes };
  return { status, reason, kind, from, to, min, max, q, before };
}

/** A statement, or its lines under a search. */
export function statementHref(
  no: number,
  asked: {
    readonly q?: string | undefined;
    readonly after?: number | undefined;
    readonly proof?: 'replay' | undefined;
  } = {},
): string {
  return withParams(`${STATEMENTS_PATH}/${no}`, { q: asked.q, after: asked.after, proof: asked.proof });
}

/** A payout, opened in the list of payouts. */
export function payoutHref(no: number): string {
  return `/finances/payouts?open=${no}#payout-${no}`;
}

/** A bill's own page. */
export function billHref(id: string): string {
  return `/finances/bills/${id}`;
}

/** What paying a statement that is owed clears. */
export function payHref(no: number): string {
  return `/finances/negative-balance?choice=statements&no=${no}`;
}
