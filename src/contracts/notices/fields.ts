import { z } from 'zod';

/** An amount as details keep it. */
export const amount = z.string().regex(/^-?\d+\.\d\d$/, 'must be an amount such as 12.30');

/** A day as details keep it. */
export const day = z.iso.date();

/** A local time of the marketplace as details keep it. */
export const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d/, 'must be a local time');

/** The ids of measures, in the words of R9.1. */
export const measure = z.enum(['suspend-promotions', 'freeze-withdrawals', 'deactivate-shop']);

const MEASURES = {
  'suspend-promotions': 'promotions are suspended',
  'freeze-withdrawals': 'withdrawals are frozen',
  'deactivate-shop': 'the shop is deactivated',
} as const satisfies Record<z.infer<typeof measure>, string>;

/** What measures do, as the middle of a sentence. @example "promotions are suspended and withdrawals are frozen" */
export function measuresText(measures: readonly z.infer<typeof measure>[]): string {
  return measures.map((one) => MEASURES[one]).join(' and ');
}

/** Begins a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
