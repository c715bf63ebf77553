import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { Decision } from '@/domain/decision/decision';
import type { Currency } from '@/domain/money/money';
import { DECISION_KIND_NAMES, type DecisionOption, typedId } from './decision-kinds';
import { wordsParam } from './search-params';

export const SHORTEST_REASON = 10;
export const LONGEST_REASON = 1000;
export const DECISIONS_A_PAGE = 25;

export type DecisionStatus = 'open' | 'confirmed' | 'refused' | 'withdrawn';

const reasonSchema = z
  .string('Give the reason.')
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(
    z
      .string()
      .min(
        SHORTEST_REASON,
        `Give the reason in ${SHORTEST_REASON} characters or more: the seller reads it once it is confirmed.`,
      )
      .max(LONGEST_REASON, `Keep it to ${LONGEST_REASON} characters.`),
  );

export const decisionIdSchema = z.string().regex(/^dcs_[0-9A-HJKMNP-TV-Z]{26}$/, 'There is no such decision.');

/** What is proposed: the shop, the kind, the reason, and the fields of the kind, which its own schema reads. */
export const proposeSchema = z.looseObject({
  shop: typedId('Say which shop.'),
  kind: z.enum(DECISION_KIND_NAMES, 'Choose what to decide.'),
  reason: reasonSchema,
});

export const confirmSchema = z.object({ decision: decisionIdSchema });

export const settleSchema = z.object({
  decision: decisionIdSchema,
  note: z.string('Say why.').trim().min(1, 'Say why.').max(LONGEST_REASON, `Keep it to ${LONGEST_REASON} characters.`),
});

/** Search parameters of a new decision; the fields of the kind stand beside them. */
export const newDecisionSchema = z.looseObject({
  shop: wordsParam,
  kind: z.enum(DECISION_KIND_NAMES).optional().catch(undefined),
  preview: z.literal('1').optional().catch(undefined),
});

/** A place in a list: moment and id. */
const placeParam = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z~dcs_[0-9A-Z]{26}$/)
  .optional()
  .catch(undefined);

/** Search parameters of the list. */
export const decisionListSchema = z.object({
  shop: wordsParam,
  kind: z.enum(DECISION_KIND_NAMES).optional().catch(undefined),
  person: wordsParam,
  /** Open ones that were proposed after this one. */
  after: placeParam,
  /** Decided ones that were decided before this one. */
  before: placeParam,
});
export type DecisionFilter = z.output<typeof decisionListSchema>;

const amountText = z.string();
const paid = z.object({ on: z.string(), amount: amountText }).nullable();
const aheadSchema = z.object({
  available: amountText,
  reserved: amountText,
  level: z.int(),
  measures: z.array(z.enum(['suspend-promotions', 'freeze-withdrawals', 'deactivate-shop'])),
  nextPayout: paid,
  nextRelease: paid,
  withheld: amountText,
  released: amountText,
  used: amountText,
  paidOut: amountText,
});

/** The days ahead without and with a decision, as the engine runs them. Amounts are decimal strings. */
export const effectSchema = z.object({
  effectiveOn: z.string(),
  through: z.string(),
  before: aheadSchema,
  after: aheadSchema,
});
export type EffectDto = z.output<typeof effectSchema>;
export type AheadDto = z.output<typeof aheadSchema>;

/** The shop of a decision. */
export interface DecidedShopDto {
  readonly id: string;
  readonly name: string;
  readonly sellerName: string | null;
  readonly currency: Currency;
  readonly zone: string;
}

/** A row of the list. */
export interface DecisionRowDto {
  readonly id: string;
  readonly shop: Pick<DecidedShopDto, 'id' | 'name' | 'sellerName' | 'currency'>;
  readonly decision: Decision;
  readonly needsSecond: boolean;
  readonly status: DecisionStatus;
  readonly proposedName: string;
  readonly proposedAt: Instant;
  readonly decidedName: string | null;
  readonly decidedAt: Instant | null;
}

export interface DecisionListDto {
  /** Oldest first. */
  readonly open: readonly DecisionRowDto[];
  /** Newest first. */
  readonly decided: readonly DecisionRowDto[];
  /** `after` of the next page of open ones; null at the last. */
  readonly newer: string | null;
  /** `before` of the next page of decided ones; null at the last. */
  readonly older: string | null;
}

/** A fact that a decision wrote, and the statement lines that came of it. */
export interface DecidedFactDto {
  readonly no: number;
  readonly type: string;
  readonly effectiveOn: PlainDate;
  readonly lines: readonly { readonly statement: number; readonly day: PlainDate; readonly amount: string }[];
}

/** One decision for who confirms it. */
export interface DecisionDto extends Omit<DecisionRowDto, 'shop'> {
  readonly shop: DecidedShopDto;
  readonly reason: string;
  readonly note: string | null;
  readonly proposedBy: string;
  readonly movesMoney: boolean;
  /** What the engine said when it was proposed. */
  readonly effect: EffectDto | null;
  /** What it says now, while it is open; what is in the way instead, where it is out of date. */
  readonly now: DecisionPreviewDto | null;
  readonly facts: readonly DecidedFactDto[];
}

/** What a decision would change now, or why it cannot be decided. */
export interface DecisionPreviewDto {
  readonly effect: EffectDto | null;
  readonly refusal: { readonly field: string; readonly reason: string } | null;
  /** Whether it would take a second person. */
  readonly needsSecond: boolean;
  /** Only of a closure: the first day on which it may be paid again. */
  readonly withheldUntil: PlainDate | null;
}

/** What the form of a kind offers of a shop. */
export interface DecisionFormDto {
  readonly shop: DecidedShopDto;
  readonly choices: readonly DecisionOption[];
  /** Where there is nothing to choose or to write off; null else. */
  readonly nothing: string | null;
  /** What a field holds at first. */
  readonly initial: Readonly<Record<string, string>>;
  /** The limit above which it takes a second person, and what this person moved alone here today. */
  readonly limit: string;
  readonly movedAlone: string;
  /** How many decisions about this shop are open. */
  readonly openCount: number;
}
