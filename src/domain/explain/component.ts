import { formatMinor, type Minor } from '../money/money';
import { exactProduct, rate } from '../money/rate';
import type { Basis } from '../settlement/component';
import { isKnownKind } from '../settlement/component';
import { WORDING } from './component-labels';

/** A component in words (architecture.md, explanations are part of the result). */
export interface ComponentExplanation {
  readonly label: string;
  readonly sentence: string;
  /** The sum that it came from, such as "6 % × 84.30 = 5.058"; null where it was not computed. */
  readonly basisText: string | null;
  /** The rule of engine.md. */
  readonly rule: string;
}

/** A rate as a percentage. @example percent("0.06") === "6 %" */
export function percent(text: string): string {
  return `${exactProduct(rate(text), 10000n as Minor).replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros))} %`;
}

function basisText({ rate: by, of, before, cap, note }: Basis): string | null {
  const parts: string[] = [];
  if (by !== undefined && of !== undefined)
    parts.push(`${percent(by)} × ${formatMinor(of)} = ${exactProduct(rate(by), of)}`);
  if (cap !== undefined) parts.push(`at most ${formatMinor(cap)}`);
  if (before !== undefined) parts.push(`less ${formatMinor(before)} before`);
  if (note !== undefined) parts.push(note);
  return parts.length === 0 ? null : parts.join(', ');
}

/**
 * Says what a component is and which numbers it came from. A kind that the engine does not know keeps its raw name (R3.3).
 * @example explainComponent("referral-fee", { rule: "R3.4", rate: "0.06", of: minor(8430n) }).basisText === "6 % × 84.30 = 5.058"
 */
export function explainComponent(kind: string, basis: Basis): ComponentExplanation {
  const wording = isKnownKind(kind)
    ? WORDING[kind]
    : {
        label: kind,
        sentence: 'A kind that Evenkeel does not know; it is kept as it came and the marketplace looks into it.',
      };
  return { ...wording, basisText: basisText(basis), rule: basis.rule.split(' ')[0] ?? basis.rule };
}
