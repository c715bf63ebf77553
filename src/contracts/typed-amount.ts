import { z } from 'zod';
import { formatMinor, parseMoney } from '@/domain/money/money';

/** What a person types as an amount, with the real minus sign and separators that copying brings. */
function amountOf(text: string): string | undefined {
  const parsed = parseMoney(text.replaceAll('\u2212', '-').replace(/[\s,$]/gu, ''));
  return parsed.ok ? formatMinor(parsed.value) : undefined;
}

/** An amount in an address, as a decimal string; left out where it makes no sense. @example "1,204.5" is "1204.50" */
export const typedAmount = z.string().max(40).transform(amountOf).optional().catch(undefined);
