import { z } from 'zod';
import { ADJUSTMENT_SIGNS, type Decision, type DecisionKind, type PostedAdjustment } from '@/domain/decision/decision';
import { WORDING } from '@/domain/explain/component-labels';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { ReserveLevel } from '@/domain/policy/policy';
import { keptText } from './kept-text';
import { moneySchema, positiveMoneySchema } from './money';
import { plainAmount } from './typed-amount';

/** A choice of a field. */
export interface DecisionOption {
  readonly value: string;
  readonly label: string;
}

/** A field of a kind's form. */
export interface DecisionField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** `of-the-shop`: the choices are what the shop has: its open disputes, the payout that failed. */
  readonly input: 'choice' | 'of-the-shop' | 'amount' | 'text';
  readonly options?: readonly DecisionOption[];
  readonly isOptional?: true;
}

/** What has to be said of a kind, once. */
interface KindDefinition {
  readonly label: string;
  /** What it does, in a sentence or two, before it is chosen. */
  readonly does: string;
  readonly fields: readonly DecisionField[];
  /** Whether it moves money: then a fresh proof of who one is, is asked. */
  readonly movesMoney: boolean;
  /** Days that the engine is run on for its preview. */
  readonly previewDays: number;
  /** Texts of a form or of a row, into a decision. */
  readonly schema: z.ZodType<Decision>;
}

const adjustmentKinds = Object.keys(ADJUSTMENT_SIGNS) as readonly PostedAdjustment[];

const LEVEL_LABELS = {
  '0': '0, for a risk',
  '1': '1',
  '2': '2',
  '3': '3',
} as const;

function typedMoney<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((text) => (typeof text === 'string' ? plainAmount(text) : text), schema);
}

/** A short id as it is typed. */
export const typedId = (missing: string) => keptText(missing).trim().min(1, missing).max(120, 'This id is too long.');

// No id of the books holds a control character.
const BETWEEN = '\t';

/** An open dispute as one value of a form's choice: its id is unique within its order only. */
export function disputeChoice({ order, dispute }: { readonly order: string; readonly dispute: string }): string {
  return `${order}${BETWEEN}${dispute}`;
}

/** Everything that the marketplace's people can decide about a shop: the one table. */
export const DECISION_KINDS = {
  'reserve-level': {
    label: 'Reserve level',
    does: 'Sets the level from the next day until the next monthly evaluation. Holds that exist keep what they hold.',
    fields: [
      {
        name: 'level',
        label: 'Level',
        input: 'choice',
        options: Object.entries(LEVEL_LABELS).map(([value, label]) => ({ value, label })),
      },
    ],
    movesMoney: false,
    previewDays: 45,
    schema: z
      .object({ level: z.enum(['0', '1', '2', '3'], 'Choose a level.') })
      .transform(({ level }) => ({ kind: 'reserve-level', level: Number(level) as ReserveLevel })),
  },
  risk: {
    label: 'Risk flag',
    does: 'A flagged shop goes to reserve level 0 from the next day, and stays there until an evaluation finds it cleared.',
    fields: [
      {
        name: 'flagged',
        label: 'Flag',
        input: 'choice',
        options: [
          { value: 'yes', label: 'Flag as a risk' },
          { value: 'no', label: 'Clear the flag' },
        ],
      },
    ],
    movesMoney: false,
    previewDays: 45,
    schema: z
      .object({ flagged: z.enum(['yes', 'no'], 'Choose whether to flag or to clear.') })
      .transform(({ flagged }) => ({ kind: 'risk', flagged: flagged === 'yes' })),
  },
  'reserve-exemption': {
    label: 'Reserve exemption',
    does: 'From now on nothing is withheld from an exempt shop, whatever its level. Holds that exist stay until their day.',
    fields: [
      {
        name: 'exempt',
        label: 'Exempt',
        input: 'choice',
        options: [
          { value: 'yes', label: 'Exempt the shop' },
          { value: 'no', label: 'End the exemption' },
        ],
      },
    ],
    movesMoney: false,
    previewDays: 45,
    schema: z
      .object({ exempt: z.enum(['yes', 'no'], 'Choose whether it begins or ends.') })
      .transform(({ exempt }) => ({ kind: 'reserve-exemption', exempt: exempt === 'yes' })),
  },
  adjustment: {
    label: 'Adjustment',
    does: 'Posts an amount on today’s statement, which closes tonight. The seller reads the reason beside it.',
    fields: [
      {
        name: 'adjustment',
        label: 'Kind',
        input: 'choice',
        options: adjustmentKinds.map((kind) => ({
          value: kind,
          label: `${WORDING[kind].label} (${ADJUSTMENT_SIGNS[kind]})`,
        })),
      },
      { name: 'amount', label: 'Amount', input: 'amount', hint: 'With a minus where it is taken from the shop.' },
      { name: 'order', label: 'Order', input: 'text', hint: 'Its id, where it is about one.', isOptional: true },
    ],
    movesMoney: true,
    previewDays: 14,
    schema: z
      .object({
        adjustment: z.enum(adjustmentKinds, 'Choose a kind.'),
        amount: typedMoney(moneySchema),
        order: keptText().trim().max(120, 'This id is too long.').default(''),
      })
      .transform(({ order, ...rest }) => ({ kind: 'adjustment', ...rest, order: order === '' ? null : order })),
  },
  dispute: {
    label: 'Dispute outcome',
    does: 'Won: the order settles as any other. Lost: the amount is taken back from the shop tonight, as a chargeback.',
    fields: [
      { name: 'dispute', label: 'Open dispute', input: 'of-the-shop' },
      {
        name: 'outcome',
        label: 'Outcome',
        input: 'choice',
        options: [
          { value: 'won', label: 'Won by the seller' },
          { value: 'lost', label: 'Lost by the seller' },
        ],
      },
    ],
    movesMoney: true,
    previewDays: 14,
    schema: z
      .object({
        order: keptText().optional(),
        dispute: keptText('Choose a dispute.'),
        outcome: z.enum(['won', 'lost'], 'Choose whether the seller won or lost.'),
      })
      .transform(({ order: apart, dispute: chosen, outcome }, context) => {
        const [order, dispute, ...more] = apart === undefined ? chosen.split(BETWEEN) : [apart, chosen];
        if (order && dispute && more.length === 0) return { kind: 'dispute', order, dispute, outcome };
        context.addIssue({ code: 'custom', path: ['dispute'], message: 'Choose a dispute.' });
        return z.NEVER;
      }),
  },
  closure: {
    label: 'Close the shop',
    does: 'The shop is closed as of today: no payouts until its withholding ends, reserve is released then at the earliest, and what is owed is drawn from it.',
    fields: [],
    movesMoney: true,
    previewDays: 110,
    schema: z.object({}).transform(() => ({ kind: 'closure' })),
  },
  'payout-retry': {
    label: 'Payout retry',
    does: 'Confirms the bank account, and the payout that failed is sent to it again on the next payout day.',
    fields: [{ name: 'payout', label: 'Failed payout', input: 'of-the-shop' }],
    movesMoney: true,
    previewDays: 14,
    schema: z
      .object({ payout: z.coerce.number('Choose the payout.').int().min(1, 'Choose the payout.') })
      .transform((given) => ({ kind: 'payout-retry', ...given })),
  },
  'write-off': {
    label: 'Write-off',
    does: 'Gives up what the shop owes, or a part of it, by an adjustment on today’s statement.',
    fields: [{ name: 'amount', label: 'Amount', input: 'amount', hint: 'At most what is owed, less bills under way.' }],
    movesMoney: true,
    previewDays: 14,
    schema: z
      .object({ amount: typedMoney(positiveMoneySchema) })
      .transform(({ amount }) => ({ kind: 'write-off', amount })),
  },
} as const satisfies Record<DecisionKind, KindDefinition>;

export const DECISION_KIND_NAMES = Object.keys(DECISION_KINDS) as readonly DecisionKind[];

/** The same table, each row as any other. */
export function kindOf(kind: DecisionKind): KindDefinition {
  return DECISION_KINDS[kind];
}

/**
 * A decision as texts by the name of the field: what a form sends, an address carries, and a row keeps.
 * @example detailOf({ kind: 'adjustment', adjustment: 'ads-payment', amount: minor(-1000n), order: null }) // { adjustment: 'ads-payment', amount: '-10.00' }
 */
export function detailOf(decision: Decision): Readonly<Record<string, string>> {
  const { kind: _kind, ...fields } = decision;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]: [string, string | number | boolean | bigint | null]) => {
      if (value === null) return [];
      if (typeof value === 'bigint') return [[name, formatMinor(value as Minor)]];
      return [[name, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)]];
    }),
  );
}

/** A decision as a row keeps it. @throws ZodError for a row that no command of ours wrote: a defect */
export function readDecision(kind: DecisionKind, detail: unknown): Decision {
  return kindOf(kind).schema.parse(detail);
}

/** A decision in a few words. @example "reserve level 0", "platform penalty of -25.00 USD for order A-1" */
export function decisionWords(decision: Decision, amount: (value: string) => string): string {
  switch (decision.kind) {
    case 'reserve-level':
      return `reserve level ${decision.level}`;
    case 'risk':
      return decision.flagged ? 'risk flagged' : 'risk flag cleared';
    case 'reserve-exemption':
      return decision.exempt ? 'exempt from reserves' : 'reserve exemption ended';
    case 'adjustment': {
      const label = WORDING[decision.adjustment].label.toLowerCase();
      const order = decision.order === null ? '' : ` for order ${decision.order}`;
      return `${label} of ${amount(formatMinor(decision.amount))}${order}`;
    }
    case 'dispute':
      return `dispute ${decision.dispute} of order ${decision.order} ${decision.outcome}`;
    case 'closure':
      return 'shop closed';
    case 'payout-retry':
      return `payout ${decision.payout} sent again`;
    case 'write-off':
      return `${amount(formatMinor(decision.amount))} written off`;
  }
}
