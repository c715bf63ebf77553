import type { PayoutsSearch } from '@/contracts/payouts';

export const PAYOUTS_PATH = '/finances/payouts';

type Params = Readonly<Record<string, string | number | undefined>>;

function withParams(path: string, params: Params): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value !== undefined) query.set(key, String(value));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Search parameters as Next hands them over: where one is given twice, the first counts. */
export function firstOfEach(params: Readonly<Record<string, string | string[] | undefined>>): Params {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]),
  );
}

/** The list under some filters. @example payoutsHref({ q: "12" }, { open: 4 }) === "/finances/payouts?q=12&open=4" */
export function payoutsHref(asked: PayoutsSearch, changes: Partial<PayoutsSearch> = {}): string {
  const { status, q, before, open } = { ...asked, ...changes };
  return withParams(PAYOUTS_PATH, { status, q, before, open });
}

/** The export of what the list shows under its filters. */
export function payoutsExportHref({ status, q }: PayoutsSearch): string {
  return withParams(`${PAYOUTS_PATH}/export`, { status, q });
}

/** A statement that a payout took. */
export function statementHref(no: number): string {
  return `/finances/statements/${no}`;
}
