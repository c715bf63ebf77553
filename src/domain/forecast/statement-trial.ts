import type { PlainDate } from '../calendar/plain-date';
import { type Minor, plus, sum, ZERO } from '../money/money';
import type { CategorySums } from '../settlement/component';
import { present } from '../shared/assert';
import type { Line, Statement } from '../statement/statement';
import { type PolicyTrialInput, tryBooks } from './policy-trial';

/** One amount on both sides; null where a side does not have it. */
export interface TriedAmount {
  readonly kind: string;
  readonly before: Minor | null;
  readonly after: Minor | null;
}

/** A line of the statement, and the line of the same event as the other version would have made it. */
export interface TriedLine {
  /** Null for a line that only the other version makes. */
  readonly lineNo: number | null;
  readonly event: Line['event'];
  readonly order: string | null;
  readonly amounts: readonly TriedAmount[];
  readonly before: Minor;
  readonly after: Minor;
  /** The day of the statement that the other version puts it on; null where it makes no such line by the last day. */
  readonly afterOn: PlainDate | null;
  readonly isChanged: boolean;
}

/** Lines added up by category (R3.3), and what follows. */
export interface TriedSums extends CategorySums {
  readonly payable: Minor;
  /** What was put into the reserve: a magnitude. */
  readonly withheld: Minor;
}

/** A statement as it is, and its lines as another version would have made them. */
export interface StatementTrial {
  readonly day: PlainDate;
  readonly lines: readonly TriedLine[];
  readonly before: TriedSums;
  readonly after: TriedSums;
  /** How many lines would have other amounts, or be on another day. */
  readonly changedCount: number;
}

/** What a statement's trial needs; `through` is at least the statement's day. */
export interface StatementTrialInput extends PolicyTrialInput {
  readonly no: number;
}

/** What tells a line across versions: the event, its order, and the fact that caused it, whatever statement and number it gets. */
function nameOf({ event, order, factNo }: Line): string {
  return `${event} ${order ?? ''} ${factNo ?? ''}`;
}

const totalOf = (line: Line | undefined): Minor => sum((line?.components ?? []).map(({ amount }) => amount));

/** Amounts of both sides by kind, in the order of the first; several of a kind are paired in their order. */
function pairAmounts(before: Line | undefined, after: Line | undefined): readonly TriedAmount[] {
  const others = [...(after?.components ?? [])];
  const pairs: TriedAmount[] = (before?.components ?? []).map(({ kind, amount }) => {
    const at = others.findIndex((other) => other.kind === kind);
    const [found] = at < 0 ? [] : others.splice(at, 1);
    return { kind, before: amount, after: found?.amount ?? null };
  });
  return [...pairs, ...others.map(({ kind, amount }) => ({ kind, before: null, after: amount }))];
}

function sumsOf(lines: readonly (Line | undefined)[]): TriedSums {
  const sums = { revenue: ZERO, shipping: ZERO, fees: ZERO, adjustments: ZERO, reserve: ZERO };
  let withheld = ZERO;
  for (const line of lines) {
    if (line === undefined) continue;
    for (const name of Object.keys(sums) as (keyof CategorySums)[]) sums[name] = plus(sums[name], line.sums[name]);
    withheld = plus(withheld, line.withholding?.withheld ?? ZERO);
  }
  const payable = sum(Object.values(sums));
  return { ...sums, payable, withheld };
}

interface Made {
  readonly day: PlainDate;
  readonly line: Line;
}

type Lines = ReadonlyMap<string, readonly Made[]>;

function byName(statements: readonly Statement[]): Lines {
  const made = new Map<string, Made[]>();
  for (const { day, lines } of statements) {
    for (const line of lines) {
      const others = made.get(nameOf(line)) ?? [];
      others.push({ day, line });
      made.set(nameOf(line), others);
    }
  }
  return made;
}

/** The line of the same event: that of the same day where there are several, as of a hold that is drawn on more than once. */
function counterpart(made: Lines, line: Line, day: PlainDate): Made | undefined {
  const found = made.get(nameOf(line)) ?? [];
  return found.find((one) => one.day === day) ?? found[0];
}

/** What only the other version puts into the reserve of the orders that settle here: it belongs beside their settlements. */
function onlyThere(statement: Statement, made: Lines): readonly Made[] {
  const here = new Set(statement.lines.map(nameOf));
  return statement.lines.flatMap(({ event, order }) => {
    const name = `reserve-withheld ${order ?? ''} `;
    return event === 'settlement' && !here.has(name) ? (made.get(name) ?? []) : [];
  });
}

function tryLine(line: Line | undefined, day: PlainDate, made: Made | undefined): TriedLine {
  const { event, order } = present(line ?? made?.line, 'a line on one side at least');
  const amounts = pairAmounts(line, made?.line);
  return {
    lineNo: line?.lineNo ?? null,
    event,
    order,
    amounts,
    before: totalOf(line),
    after: totalOf(made?.line),
    afterOn: made?.day ?? null,
    isChanged: made?.day !== day || amounts.some((amount) => amount.before !== amount.after),
  };
}

/**
 * What another version of the policy would have given for the lines of a statement: the shop's books run by the real engine as they are and
 * as if the version had been in effect from a day on, each line beside the line of the same event. A version may put a line on another day,
 * or make none.
 * @returns null if the facts make no such statement by the last day
 * @example tryStatement({ facts, book, candidate, from: placedOn, through, bank, no: 1 })?.after.payable
 */
export function tryStatement(input: StatementTrialInput): StatementTrial | null {
  const tried = tryBooks(input);
  const statement = tried?.before.statements.find(({ no }) => no === input.no);
  if (tried === null || statement === undefined) return null;
  const { day } = statement;
  const made = byName(tried.after.statements);
  const found = statement.lines.map((line) => counterpart(made, line, day));
  const added = onlyThere(statement, made);
  const lines = [
    ...statement.lines.map((line, index) => tryLine(line, day, found[index])),
    ...added.map((one) => tryLine(undefined, day, one)),
  ];
  return {
    day,
    lines,
    before: sumsOf(statement.lines),
    after: sumsOf([...found, ...added].map((one) => one?.line)),
    changedCount: lines.filter(({ isChanged }) => isChanged).length,
  };
}
