import type { ReservesSearch } from '@/contracts/reserves';

export const RESERVES_PATH = '/finances/reserves';

type Params = Readonly<Record<string, string | undefined>>;

function withParams(path: string, params: Params): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value !== undefined) query.set(key, value);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Search parameters as Next hands them over: where one is given twice, the first counts. */
export function firstOfEach(params: Readonly<Record<string, string | string[] | undefined>>): Params {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]),
  );
}

/** The record under some filters. @example recordHref({}, { show: "active" }) === "/finances/reserves?show=active#record" */
export function recordHref(asked: ReservesSearch, changes: Partial<ReservesSearch> = {}): string {
  const { show, release, before } = { ...asked, before: undefined, ...changes };
  return `${withParams(RESERVES_PATH, { show, release, before })}#record`;
}

/** The export of what the record shows under its filters. */
export function reservesExportHref({ show, release }: ReservesSearch): string {
  return withParams(`${RESERVES_PATH}/export`, { show, release });
}

/** The lines of an order on the statement that it settled on. */
export function orderHref(order: string, statement: number): string {
  return withParams(`/finances/statements/${statement}`, { q: order });
}
