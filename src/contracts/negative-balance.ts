import { z } from 'zod';
import type { BillMethod, BillRequest } from '@/domain/bill/plan-bill';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { parseMoney } from '@/domain/money/money';
import type { Measure, Policy } from '@/domain/policy/policy';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import type { LineEvent, StatementKind } from '@/domain/statement/statement';
import type { StatementRefDto, UnderWayDto } from './bills';
import { LARGEST_NUMBER } from './search-params';

/** What a seller may choose to pay (R8.1). */
export const PAY_CHOICES = ['full', 'statements', 'amount'] as const;
export type PayChoice = (typeof PAY_CHOICES)[number];

/** As many statements as a request may name. */
const MOST_NAMED = 200;

const statementNo = z.coerce.number().int().min(1).max(LARGEST_NUMBER);

/** What the page is asked to show in its URL: `?choice=statements&no=3&no=4`, `?choice=amount&amount=12.00`. */
export const payRequestSchema = z.object({
  choice: z.enum(PAY_CHOICES).catch('full'),
  no: z
    .preprocess((given) => (Array.isArray(given) ? given : given === undefined ? [] : [given]), z.array(z.unknown()))
    .transform((given): readonly number[] => {
      const read = given.slice(0, MOST_NAMED).map((one) => statementNo.safeParse(one));
      return [...new Set(read.flatMap((one) => (one.success ? [one.data] : [])))].sort((left, right) => left - right);
    }),
  /** As it was typed. */
  amount: z.string().max(40).catch(''),
  /** Set where a request was refused after it had been shown: what it stood on has changed meanwhile. */
  changed: z.literal('1').optional().catch(undefined),
});

export type PayRequest = z.infer<typeof payRequestSchema>;

function wrong(reason: string): Result<never, FieldRefusal> {
  return refused({ field: 'amount', reason });
}

const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;

/** Reads a typed amount; a decimal comma is never taken for a separator of thousands. */
function readAmount(typed: string): Result<BillRequest, FieldRefusal> {
  const text = typed.replaceAll('\u2212', '-').replace(/[\s$]|R\$/gu, '');
  if (text === '') return wrong('Enter the amount that you want to pay.');
  if (text.startsWith('-')) return wrong('Enter an amount above zero; what you owe is paid with a plain number.');
  const plain = GROUPED.test(text) ? text.replaceAll(',', '') : text;
  if (/^\d+,\d*$/.test(plain)) return wrong('Write decimals with a point, such as 12.30.');
  if (/^\d+\.\d{3,}$/.test(plain)) return wrong('Enter at most two decimals, such as 12.30.');
  const read = parseMoney(plain);
  if (read.ok) return accepted({ kind: 'amount', amount: read.value });
  return wrong(`“${typed.trim().slice(0, 40)}” is not an amount. Enter a number such as 12.30.`);
}

/**
 * What a seller asks to pay, as the engine takes it.
 * @returns the request, or the field and a sentence about it
 * @example readPayRequest({ choice: "amount", no: [], amount: "12.345" }) // refused: "Enter at most two decimals, such as 12.30."
 */
export function readPayRequest({ choice, no, amount }: PayRequest): Result<BillRequest, FieldRefusal> {
  if (choice === 'full') return accepted({ kind: 'full' });
  if (choice === 'amount') return readAmount(amount);
  return accepted({ kind: 'statements', statements: no });
}

/** A statement that is owed. */
export interface DebtDto extends StatementRefDto {
  readonly kind: StatementKind;
  /** What it came to, and what of that is open; magnitudes. */
  readonly owedAtFirst: string;
  readonly owed: string;
}

/** What a payment does to one debt; magnitudes. `before` was covered earlier. */
export interface PreviewRowDto extends StatementRefDto {
  readonly owedAtFirst: string;
  readonly before: string;
  readonly paid: string;
  readonly left: string;
  readonly isNamed: boolean;
}

/** What follows from paying some amount now, by the engine run forward on what is known. */
export interface OutcomeDto {
  readonly pays: string;
  readonly stillOwes: string;
  /** The first day at whose end nothing is owed; today's where the payment does it; null if nothing known does. */
  readonly aboveZeroOn: PlainDate | null;
  readonly isAboveZeroNow: boolean;
  /** The next payout, if one is expected. */
  readonly payout: { readonly on: PlainDate; readonly amount: string } | null;
  /** Measures that start, at the close of which day; null if none does. */
  readonly measures: { readonly on: PlainDate; readonly what: readonly Measure[] } | null;
}

/** A choice, with what it clears and what follows, or why it cannot be. */
export interface PayPlanDto {
  readonly choice: PayChoice;
  readonly refusal: FieldRefusal | null;
  readonly preview: {
    readonly amount: string;
    readonly methods: readonly BillMethod[];
    readonly rows: readonly PreviewRowDto[];
    readonly stillOwed: string;
    /** Beyond the debts: it becomes credit. */
    readonly excess: string;
    readonly outcome: OutcomeDto;
  } | null;
}

/** A rule of the ladder, how far it is, and what it brings (R9.1). */
export interface RungDto {
  readonly trigger:
    | { readonly kind: 'owed-over'; readonly limit: string; readonly warnAt: string }
    | {
        readonly kind: 'negative-days';
        readonly limit: number;
        /** The day whose end is the limit's, if it stays below zero. */
        readonly on: PlainDate;
        readonly warnings: readonly { readonly days: number; readonly on: PlainDate }[];
      };
  readonly isReached: boolean;
  readonly measures: readonly Measure[];
  readonly drawsReserve: boolean;
}

/** How near the measures are (R9). */
export interface LadderDto {
  readonly rungs: readonly RungDto[];
  readonly negativeDays: number;
  readonly reserved: string;
  readonly inForce: readonly { readonly measure: Measure; readonly since: PlainDate }[];
  /** What ends measures: an appeal, or by itself that nothing is owed (R9.3). */
  readonly lift: Policy['enforcement']['lift'];
}

/** The balance, what of it can be paid now, and the choice that the address asks for. */
export interface NegativeBalanceDto {
  readonly owed: string;
  /** The least and most that a bill may ask now; null where nothing can be billed. */
  readonly limits: { readonly least: string; readonly most: string } | null;
  readonly underWay: UnderWayDto;
  /** Oldest first. */
  readonly debts: readonly DebtDto[];
  /** What is paid and not cleared: taken off before the preview. */
  readonly clearing: string;
  readonly since: PlainDate | null;
  readonly negativeDays: number;
  readonly aboveZeroOn: PlainDate | null;
  readonly plan: PayPlanDto;
  /** All of it, what the address asks for, an example and nothing. */
  readonly choices: readonly ChoiceDto[];
  readonly ladder: LadderDto;
  readonly clearingMinutes: number;
}

/** A row of "What each choice does". */
export interface ChoiceDto {
  readonly key: 'full' | 'statements' | 'amount' | 'example' | 'nothing';
  readonly isChosen: boolean;
  readonly outcome: OutcomeDto;
}

/** One amount of the event that took the balance below zero. */
export interface ChainAmountDto {
  readonly label: string;
  readonly basis: string | null;
  readonly amount: string;
}

/** One step of how the balance came below zero and what became of it since; amounts signed. */
export type ChainStepDto =
  | {
      readonly kind: 'settled';
      readonly day: PlainDate;
      readonly statement: number;
      readonly order: string;
      readonly amount: string;
    }
  | {
      readonly kind: 'paid-out';
      readonly day: PlainDate;
      readonly payout: number;
      readonly last4: string;
      readonly payoutAmount: string;
      readonly amount: string;
    }
  | {
      readonly kind: 'hit';
      readonly day: PlainDate;
      readonly statement: number;
      readonly event: LineEvent;
      readonly componentKind: string;
      readonly order: string | null;
      readonly reason: string | null;
      readonly isCancelled: boolean;
      readonly wasPaidOut: boolean;
      /** Amounts of the lines that hurt, the worst line's first. */
      readonly amounts: readonly ChainAmountDto[];
      /** Whether the statement has more of them. */
      readonly isCut: boolean;
      readonly amount: string;
    }
  | {
      readonly kind: 'covered';
      readonly day: PlainDate;
      readonly by: StatementRefDto & {
        readonly kind: StatementKind;
        readonly bill: string | null;
        readonly last4: string | null;
      };
      readonly amount: string;
    }
  | {
      readonly kind: 'owed';
      readonly statements: readonly StatementRefDto[];
      readonly count: number;
      readonly amount: string;
    }
  | {
      readonly kind: 'forecast';
      readonly day: PlainDate;
      readonly order: string | null;
      readonly event: LineEvent | null;
      readonly leaves: string;
      readonly amount: string;
    };

/** How the balance came below zero (R7.2); the newest statements where there are many. */
export interface ChainDto {
  readonly steps: readonly ChainStepDto[];
  /** Owed statements that the chain leaves out. */
  readonly hiddenDebts: number;
}
