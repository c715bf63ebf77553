import 'server-only';
import type { ComparedAmountDto, ComparedLineDto, StatementComparisonDto } from '@/contracts/ops-statement';
import type { ShopContext } from '@/contracts/shell';
import { LINES_A_PAGE, type ReplayProofDto } from '@/contracts/statement';
import { explainComponent } from '@/domain/explain/component';
import { formatMinor } from '@/domain/money/money';
import type { Component } from '@/domain/settlement/component';
import { present } from '@/domain/shared/assert';
import type { Line } from '@/domain/statement/statement';
import type { Database } from '../../db/database';
import { readReplayed, replayProof } from '../statement-proof';

/** How many of the lines that differ are shown. */
const DIFFERENT_SHOWN = 20;

/** One text for equal values. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'bigint') return member.toString();
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}

const amountOf = (component: Component | undefined): string | null =>
  component === undefined ? null : formatMinor(component.amount);

/** Amounts by their place, named by what the facts make of it. */
function compareAmounts(stored: Line | undefined, replayed: Line | undefined): readonly ComparedAmountDto[] {
  const places = Math.max(stored?.components.length ?? 0, replayed?.components.length ?? 0);
  return Array.from({ length: places }, (_, place) => {
    const [ours, theirs] = [stored?.components[place], replayed?.components[place]];
    const named = present(theirs ?? ours, 'an amount on one side at least');
    const label =
      ours !== undefined && theirs !== undefined && ours.kind !== theirs.kind
        ? `${explainComponent(theirs.kind, theirs.basis).label}, stored as ${explainComponent(ours.kind, ours.basis).label}`
        : explainComponent(named.kind, named.basis).label;
    return { no: place + 1, label, stored: amountOf(ours), replayed: amountOf(theirs) };
  });
}

/** All of a line counts: its amounts, the numbers behind them, its version, its fact, what it says of the reserve. */
function compareLine(stored: Line | undefined, replayed: Line | undefined): ComparedLineDto {
  const { lineNo, event, order } = present(replayed ?? stored, 'a line on one side at least');
  return {
    lineNo,
    event,
    order,
    isEqual: stored !== undefined && replayed !== undefined && canonical(stored) === canonical(replayed),
    amounts: compareAmounts(stored, replayed),
  };
}

function compare(stored: readonly Line[], replayed: readonly Line[]): readonly ComparedLineDto[] {
  const ours = new Map(stored.map((line) => [line.lineNo, line]));
  const theirs = new Map(replayed.map((line) => [line.lineNo, line]));
  const numbers = [...new Set([...ours.keys(), ...theirs.keys()])].sort((left, right) => left - right);
  return numbers.map((no) => compareLine(ours.get(no), theirs.get(no)));
}

/** The books recomputed from the facts, and this statement of them against its rows (R12.12): line by line, amount by amount. */
export async function compareStatement(
  database: Database,
  shop: Pick<ShopContext, 'id' | 'externalId' | 'marketplace' | 'today'>,
  no: number,
  after: number,
): Promise<{ readonly proof: ReplayProofDto; readonly comparison: StatementComparisonDto }> {
  const made = await readReplayed(database, shop, no);
  const lines = compare(made.stored, made.replayed?.lines ?? []);
  const amounts = lines.flatMap((line) => line.amounts);
  const different = lines.filter(({ isEqual }) => !isEqual);
  return {
    proof: replayProof(made),
    comparison: {
      lineCount: lines.length,
      equalLineCount: lines.length - different.length,
      amountCount: amounts.length,
      equalAmountCount: amounts.filter(({ stored, replayed }) => stored === replayed).length,
      different: different.slice(0, DIFFERENT_SHOWN),
      page: lines.filter(({ lineNo }) => lineNo > after).slice(0, LINES_A_PAGE),
    },
  };
}
