import { z } from 'zod';
import { formatMinor, parseMoney } from '@/domain/money/money';

/**
 * What a person types as an amount, as a decimal text: without the dollar sign that copying brings, with the plain minus sign, and without commas
 * or spaces between thousands. Either of them anywhere else stays and is refused later: neither 12,50 nor 12 50 is 1250.
 * @example plainAmount("$1,204.50") === "1204.50"
 */
export function plainAmount(text: string): string {
  return text
    .trim()
    .replace(/^([-+\u2212\u2013]?)\s*\$\s*/u, '$1')
    .replace(/^[\u2212\u2013]/u, '-')
    .replace(/^\+/, '')
    .replace(/^-?\d{1,3}(?:([,\s])\d{3})(?:\1\d{3})*(?=\.\d{1,2}$|$)/u, (digits) => digits.replace(/[,\s]/gu, ''));
}

function amountOf(text: string): string | undefined {
  const parsed = parseMoney(plainAmount(text));
  return parsed.ok ? formatMinor(parsed.value) : undefined;
}

/** An amount in an address, as a decimal string; left out where it makes no sense. @example "1,204.5" is "1204.50" */
export const typedAmount = z
  .string()
  .max(40)
  .transform(amountOf)
  .optional()
  .catch(undefined)
  .meta({ cure: 'give an amount with a point, such as 1,204.50' });
