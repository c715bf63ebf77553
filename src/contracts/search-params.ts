import { z } from 'zod';
import { isPlainDate } from '@/domain/calendar/plain-date';

/** Search parameters as Next hands them over: one may be given more than once. */
export type GivenParams = Readonly<Record<string, string | string[] | undefined>>;

/** The largest number that the books give to a statement, payout or line. */
export const LARGEST_NUMBER = 2_147_483_647;

/*
 * A search parameter is read or, where it makes no sense, left out: a link that somebody edited still opens its page.
 */

/** What a person searches for. */
export const wordsParam = z
  .string()
  // PostgreSQL has no character 0.
  .transform((text) => text.replaceAll('\0', '').trim().slice(0, 80))
  .transform((text) => (text === '' ? undefined : text))
  .optional()
  .catch(undefined);

/** The number of a statement, payout or line. */
export const numberParam = z.coerce.number().int().min(1).max(LARGEST_NUMBER).optional().catch(undefined);

/** A day of the marketplace. */
export const dayParam = z
  .string()
  .refine(isPlainDate)
  .optional()
  .catch(undefined)
  .meta({ cure: 'give a day such as 2026-03-11' });

/** A search parameter that made no sense, and what would. */
export interface LeftOutParam {
  readonly name: string;
  readonly given: string;
  readonly cure: string;
}

/** Where a list goes on and what of it is open: no filters, and nothing that somebody types. */
const PLACES: ReadonlySet<string> = new Set(['after', 'before', 'open']);

/**
 * The filters that a page was given and left out, so that it can say so: a list that ignores a filter shows more than was asked for.
 * @param schema of the page's search; parameters that it does not know are no filters
 * @example leftOutParams(opsShopsSearchSchema, { owed: "50,00" }) // [{ name: "owed", given: "50,00", cure: "give an amount ..." }]
 */
export function leftOutParams(
  schema: z.ZodObject,
  given: Readonly<Record<string, string | undefined>>,
): readonly LeftOutParam[] {
  return Object.entries(schema.shape).flatMap(([name, param]) => {
    const value = given[name]?.trim() ?? '';
    if (value === '' || PLACES.has(name) || z.safeParse(param, value).data !== undefined) return [];
    const { cure = 'choose it among the filters' } = z.globalRegistry.get(param) ?? {};
    return [{ name, given: value, cure: String(cure) }];
  });
}

/** Where one is given twice, the first counts. @example firstOfEach({ q: ["a", "b"] }) // { q: "a" } */
export function firstOfEach(params: GivenParams): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]),
  );
}

/** An address with what is given of its parameters. @example withParams("/finances/payouts", { q: "12", open: undefined }) === "/finances/payouts?q=12" */
export function withParams(path: string, params: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value !== undefined) query.set(key, String(value));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
