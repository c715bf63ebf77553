import type { BillsSearch } from '@/contracts/bills';

export const BILLS_PATH = '/finances/bills';
export const PAY_PATH = '/finances/negative-balance';

type Params = Readonly<Record<string, string | undefined>>;

/** Search parameters as Next hands them over: where one is given twice, the first counts. */
export function firstOfEach(params: Readonly<Record<string, string | string[] | undefined>>): Params {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]),
  );
}

/**
 * The list under some filters. A change of filters starts again at the newest.
 * @example billsHref({ before: "bil_1" }, { status: "cleared" }) === "/finances/bills?status=cleared"
 */
export function billsHref(asked: BillsSearch, changes: Partial<BillsSearch> = {}): string {
  const { status, q, before } = { ...asked, before: undefined, ...changes };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ status, q, before })) if (value !== undefined) query.set(key, value);
  const text = query.toString();
  return text === '' ? BILLS_PATH : `${BILLS_PATH}?${text}`;
}

/** A bill's own page. */
export function billHref(id: string): string {
  return `${BILLS_PATH}/${id}`;
}

/** A bill's receipt, as PDF. */
export function receiptHref(id: string): string {
  return `${BILLS_PATH}/${id}/receipt`;
}

/** Where a bill is paid: a transfer that is awaited shows what to send. */
export function cashierHref({
  id,
  method,
  status,
}: {
  readonly id: string;
  readonly method: string | null;
  readonly status: string;
}): string {
  return method === 'bank-transfer' && status === 'unpaid' ? `/cashier/${id}/transfer` : `/cashier/${id}`;
}

/** A statement that a bill paid, or that its payment is on. */
export function statementHref(no: number): string {
  return `/finances/statements/${no}`;
}
