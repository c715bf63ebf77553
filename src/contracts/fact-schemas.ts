import { z } from 'zod';
import { type Instant, parseInstant } from '@/domain/calendar/instant';
import { isEngineKind } from '@/domain/fact/conflicts';
import { type Minor, plus, sum, ZERO } from '@/domain/money/money';
import { moneySchema, positiveMoneySchema } from './money';

// Days are counted from the first versions of the policy books on; nothing of this trade lies after 2999.
const FIRST_INSTANT = '2000-01-02';
const LAST_INSTANT = '3000-01-01';
const LONGEST_TEXT = 500;
const LONGEST_ID = 120;
const MOST_LINES = 1000;

// NUL and lone surrogates have no UTF-8 form that PostgreSQL keeps; other control characters have no place in a name or id.
const UNKEEPABLE = /[\p{Cc}\p{Cs}]/u;
const LOOSE_TEXT = /[\0\p{Cs}]/u;

const instantSchema = z
  .string('must be an instant, like "2026-03-02T09:00:00Z"')
  .transform((text, context): Instant => {
    const read = parseInstant(text);
    if (read === null) {
      context.addIssue(
        `"${text.slice(0, 40)}" is not an instant; write one with its zone, like "2026-03-02T09:00:00Z"`,
      );
      return z.NEVER;
    }
    if (read < FIRST_INSTANT || read >= LAST_INSTANT) {
      context.addIssue(
        `"${text}" is outside of the books, which begin on ${FIRST_INSTANT} and end before ${LAST_INSTANT}`,
      );
      return z.NEVER;
    }
    return read;
  });

const idSchema = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(LONGEST_ID, `must have at most ${LONGEST_ID} characters`)
  .refine((text) => !UNKEEPABLE.test(text), 'must not hold control characters')
  .refine((text) => text.trim() === text, 'must not begin or end with a space');
const nameSchema = z
  .string('must be a text')
  .max(LONGEST_TEXT, `must have at most ${LONGEST_TEXT} characters`)
  .refine((text) => !UNKEEPABLE.test(text), 'must not hold control characters')
  .refine((text) => text.trim() !== '', 'must not be empty');
const noteSchema = z
  .string('must be a text')
  .max(4 * LONGEST_TEXT, `must have at most ${4 * LONGEST_TEXT} characters`)
  .refine((text) => !LOOSE_TEXT.test(text), 'must not hold NUL or broken characters');
const kindSchema = z
  .string('must be a text')
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i, 'must be a kind of letters, digits and hyphens, like "platform-penalty"');
const scoreSchema = z
  .string('must be a score as a decimal text, like "4.2"')
  .regex(/^(?:[0-4](?:\.\d{1,4})?|5(?:\.0{1,4})?)$/, 'must be a score from "0.0" to "5.0"');
const WEIGHT = 'must be a weight as a decimal text, like "0.450"';
const weightSchema = z
  .union([z.string(), z.number().transform(String)], WEIGHT)
  .refine((text) => /^\d{1,9}(?:\.\d{1,6})?$/.test(text), WEIGHT);
// A kind that the engine does not know keeps its raw name (R3.3), whatever that looks like.
const chargeKindSchema = idSchema.refine((kind) => !isEngineKind(kind), {
  error: ({ input }) => `"${String(input)}" is made by the engine and cannot be charged or posted; use another kind`,
});
const countSchema = z.int('must be a whole number').min(0, 'must not be below 0').max(1_000_000_000, 'is too large');
const flagSchema = z.boolean('must be true or false');
const reason = noteSchema.optional();

function oneOf<const Options extends readonly [string, ...string[]]>(options: Options) {
  return z.enum(options, `must be one of ${options.join(', ')}`);
}

const lineSchema = z.strictObject({
  sku: idSchema,
  name: nameSchema,
  quantity: countSchema.min(1, 'must be at least 1'),
  amount: positiveMoneySchema,
  declaredWeight: weightSchema.optional(),
});
const refundLineSchema = z.strictObject({
  sku: idSchema,
  // Refunded quantities are not judged (R2.4).
  quantity: z.int('must be a whole number'),
  amount: positiveMoneySchema,
});

function head<const Type extends string>(type: Type) {
  return { id: idSchema, shop: idSchema, type: z.literal(type), occurredAt: instantSchema };
}

interface PlacedMoney {
  readonly lines: readonly { readonly amount: Minor }[];
  readonly sellerDiscount?: Minor | undefined;
}

/** The discount comes out of what the lines say, so it cannot be more (R2). */
function discountFits({ lines, sellerDiscount }: PlacedMoney): boolean {
  return plus(sellerDiscount ?? ZERO, ZERO) <= sum(lines.map((line) => line.amount));
}

const placedSchema = z
  .strictObject({
    ...head('order.placed'),
    order: idSchema,
    shipBy: instantSchema,
    shipping: oneOf(['ship-by-platform', 'ship-by-seller', 'fulfilled-by-platform']),
    lines: z
      .array(lineSchema, 'must be a list of lines')
      .min(1, 'must have at least one line')
      .max(MOST_LINES, `must have at most ${MOST_LINES} lines`),
    sellerDiscount: positiveMoneySchema.optional(),
    customerShippingFee: positiveMoneySchema.optional(),
  })
  .refine(discountFits, { path: ['sellerDiscount'], message: 'must not be more than the lines amount to' });

const measures = ['suspend-promotions', 'freeze-withdrawals', 'deactivate-shop'] as const;
const payoutNo = z.int('must be a payout number').min(1, 'must be a payout number');

function scheduleSchema() {
  const kind = head('payout-schedule.changed');
  return z.discriminatedUnion(
    'schedule',
    [
      z.strictObject({ ...kind, schedule: z.literal('daily') }),
      z.strictObject({ ...kind, schedule: z.literal(['weekly', 'every-two-weeks']), weekday: z.int().min(1).max(7) }),
      z.strictObject({ ...kind, schedule: z.literal('monthly'), dayOfMonth: z.int().min(1).max(28) }),
    ],
    'must be one of daily, weekly, every-two-weeks, monthly',
  );
}

/** One schema per fact type: wire JSON in, a domain fact with minor units out. Unknown keys are refused. */
export const factSchemas = {
  'shop.opened': z.strictObject({
    ...head('shop.opened'),
    marketplace: idSchema,
    name: nameSchema,
    registrationType: oneOf(['corporate', 'individual', 'sole-proprietorship']),
    registeredName: nameSchema,
    probation: flagSchema,
    score: scoreSchema.optional(),
    reserveExempt: flagSchema.optional(),
  }),
  'shop.score-changed': z.strictObject({ ...head('shop.score-changed'), score: scoreSchema }),
  'shop.probation-started': z.strictObject({ ...head('shop.probation-started'), reason }),
  'shop.probation-ended': z.strictObject({ ...head('shop.probation-ended'), reason }),
  'shop.closed': z.strictObject({ ...head('shop.closed'), reason }),
  'shop.risk-flagged': z.strictObject({ ...head('shop.risk-flagged'), reason }),
  'shop.risk-cleared': z.strictObject({ ...head('shop.risk-cleared'), reason }),
  'shop.activity': z.strictObject({
    ...head('shop.activity'),
    kind: oneOf(['sign-in', 'product-edited', 'order-processed']),
  }),
  'order.placed': placedSchema,
  'order.shipped': z.strictObject({
    ...head('order.shipped'),
    order: idSchema,
    measuredWeight: weightSchema.optional(),
  }),
  'order.delivered': z.strictObject({ ...head('order.delivered'), order: idSchema }),
  'order.cancelled': z.strictObject({
    ...head('order.cancelled'),
    order: idSchema,
    fault: oneOf(['seller', 'buyer', 'platform']),
  }),
  'order.charged': z.strictObject({
    ...head('order.charged'),
    order: idSchema,
    kind: chargeKindSchema,
    amount: moneySchema,
    note: noteSchema.optional(),
  }),
  'order.refunded': z.strictObject({
    ...head('order.refunded'),
    order: idSchema,
    refund: idSchema,
    lines: z
      .array(refundLineSchema, 'must be a list of lines')
      .max(MOST_LINES, `must have at most ${MOST_LINES} lines`),
    fault: oneOf(['seller', 'not-seller']),
    returnShippingCost: positiveMoneySchema.optional(),
    reason,
  }),
  'dispute.opened': z.strictObject({
    ...head('dispute.opened'),
    order: idSchema,
    dispute: idSchema,
    amount: moneySchema,
    reason,
  }),
  'dispute.won': z.strictObject({ ...head('dispute.won'), order: idSchema, dispute: idSchema, reason }),
  'dispute.lost': z.strictObject({ ...head('dispute.lost'), order: idSchema, dispute: idSchema, reason }),
  'adjustment.posted': z.strictObject({
    ...head('adjustment.posted'),
    kind: chargeKindSchema,
    amount: moneySchema,
    order: idSchema.optional(),
    reason: noteSchema,
  }),
  'bank-account.verified': z.strictObject({
    ...head('bank-account.verified'),
    account: idSchema,
    last4: z.string('must be a text').regex(/^[0-9A-Z]{4}$/i, 'must be the last four characters of the account'),
    holderName: nameSchema,
  }),
  'bank-account.disabled': z.strictObject({ ...head('bank-account.disabled'), account: idSchema }),
  'payout-schedule.changed': scheduleSchema(),
  'payout.paid': z.strictObject({ ...head('payout.paid'), payout: payoutNo }),
  'payout.failed': z.strictObject({ ...head('payout.failed'), payout: payoutNo, code: kindSchema }),
  'payout.returned': z.strictObject({ ...head('payout.returned'), payout: payoutNo, code: kindSchema }),
  'bill.captured': z.strictObject({ ...head('bill.captured'), bill: idSchema, amount: positiveMoneySchema }),
  'bill.failed': z.strictObject({ ...head('bill.failed'), bill: idSchema, reason }),
  'bill.cleared': z.strictObject({
    ...head('bill.cleared'),
    bill: idSchema,
    amount: positiveMoneySchema,
    statements: z.array(z.int().min(1), 'must be a list of statement numbers').max(MOST_LINES),
  }),
  'bill.reversed': z.strictObject({ ...head('bill.reversed'), bill: idSchema, amount: positiveMoneySchema, reason }),
  'appeal.granted': z.strictObject({
    ...head('appeal.granted'),
    reason: noteSchema,
    measures: z.array(oneOf(measures), 'must be a list of measures').optional(),
  }),
  'shop.reserve-level-set': z.strictObject({
    ...head('shop.reserve-level-set'),
    level: z.literal([0, 1, 2, 3], 'must be 0, 1, 2 or 3'),
    reason: noteSchema,
  }),
  'shop.reserve-exemption-changed': z.strictObject({
    ...head('shop.reserve-exemption-changed'),
    exempt: flagSchema,
    reason: noteSchema,
  }),
} as const;
