import { cursorText, type OnHoldSearch } from '@/contracts/on-hold';

export const ON_HOLD_PATH = '/finances/on-hold';

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

/** The page with some changes. @example onHoldHref({ q: "IV-1" }, { open: "IV-10497" }) === "/finances/on-hold?q=IV-1&open=IV-10497" */
export function onHoldHref(asked: OnHoldSearch, changes: Partial<OnHoldSearch> = {}): string {
  const { q, after, before, open } = { ...asked, ...changes };
  return withParams(ON_HOLD_PATH, {
    q,
    after: after === undefined ? undefined : cursorText(after),
    before: before === undefined ? undefined : cursorText(before),
    open,
  });
}

/** The id of an order's row. Order ids may hold any character, a fragment may not. */
export function rowId(order: string): string {
  return `order-${encodeURIComponent(order)}`;
}

/** Opens an order in place, or closes the one that is open. */
export function openHref(asked: OnHoldSearch, order: string): string {
  const open = asked.open === order ? undefined : order;
  return `${onHoldHref(asked, { open })}#${encodeURIComponent(rowId(order))}`;
}

/** The export of what the list shows under its search. */
export function onHoldExportHref({ q }: OnHoldSearch): string {
  return withParams(`${ON_HOLD_PATH}/export`, { q });
}
