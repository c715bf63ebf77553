import { z } from 'zod';

/** What is said of a text that PostgreSQL refuses to keep or to compare. */
export const CANNOT_BE_KEPT = 'Holds a character that cannot be kept (NUL). Delete it, or write it again by hand.';

/** PostgreSQL has no character 0: a query with one fails. */
export function canBeKept(text: string): boolean {
  return !text.includes('\0');
}

/**
 * A text that reaches queries: the one to begin the schema of an id in an address with. Fields of forms are looked at by `action` itself.
 * @param missing what is said where there is no text
 */
export function keptText(missing?: string) {
  return z.string(missing).refine(canBeKept, CANNOT_BE_KEPT);
}
