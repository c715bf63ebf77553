import { withParams } from '@/contracts/search-params';

/** Filters of a tab that lists rows by their number, as they stand in its address. */
type Asked<Search> = { readonly [Key in keyof Search]: string | number | undefined };

/** A list under its filters. A change begins at the first page again. @example hrefUnder("/facts", { q: "A", before: 9 }) === "/facts?q=A" */
export function hrefUnder<Search extends Asked<Search>>(
  path: string,
  asked: Search,
  changes: Partial<Search> = {},
): string {
  return withParams(path, { ...asked, before: undefined, ...changes });
}

/** The filters that a form carries along, without those that are its own fields. @example keptUnder({ q: "A", no: 3 }, ["q"]) // { no: "3" } */
export function keptUnder<Search extends Asked<Search>>(
  asked: Search,
  own: readonly (keyof Search)[],
): Readonly<Record<string, string>> {
  const kept = Object.entries<string | number | undefined>({ ...asked, before: undefined }).filter(
    ([key, value]) => value !== undefined && !own.some((name) => name === key),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, String(value)]));
}

/** Whether any filter is in force. @example isFiltered({ before: 30 }) === false */
export function isFiltered<Search extends Asked<Search>>(asked: Search): boolean {
  return Object.keys(keptUnder(asked, [])).length > 0;
}
