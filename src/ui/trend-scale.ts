/** Where an axis of lengths begins and ends, and its grid lines. Not amounts: places on paper. */
export interface TrendScale {
  readonly domain: [low: number, high: number];
  readonly ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];
const LINES = 3;

function stepOf(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / LINES));
  const factor = STEPS.find((candidate) => candidate * power * LINES >= span) ?? 10;
  return factor * power;
}

/**
 * At most three grid lines on the longer side of zero, the other side only as long as what is there; below zero with room for a figure.
 * @example trendScale([299, -8.16]).ticks // [0, 100, 200, 300]
 */
export function trendScale(lengths: readonly number[]): TrendScale {
  const high = Math.max(0, ...lengths);
  const low = Math.min(0, ...lengths);
  const step = stepOf(Math.max(high, -low) || 1);
  const isHigh = high >= -low;
  const above = Array.from(
    { length: (isHigh ? Math.ceil(high / step) : Math.floor(high / step)) + 1 },
    (_, i) => i * step,
  );
  const below = Array.from({ length: Math.floor(-low / step) }, (_, index) => -(index + 1) * step);
  const top = above.at(-1) ?? 0;
  const room = low < 0 ? (Math.max(top, high) - low) * 0.09 : 0;
  return { domain: [low - room, Math.max(top, high)], ticks: [...below.reverse(), ...above] };
}
