import { z } from 'zod';
import { type Minor, parseMoney } from '@/domain/money/money';

/** Money on the wire: a decimal string with at most two places, read into minor units. Numbers are refused: no float touches money. */
export const moneySchema = z
  .string('must be an amount as a decimal text, like "12.30"')
  .transform((text, context): Minor => {
    const read = parseMoney(text);
    if (read.ok) return read.value;
    context.addIssue(read.refusal);
    return z.NEVER;
  });

/** Money that may not be below zero. */
export const positiveMoneySchema = moneySchema.refine((amount) => amount >= 0n, 'must not be below 0.00');
