'use client';

import { Bar, CartesianGrid, ComposedChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { amountText } from './amount-text';
import { trendScale } from './trend-scale';

/** A week of the trend, decimal strings. */
export interface TrendWeek {
  /** Monday of the week, as words for the axis; no two weeks have the same. */
  readonly label: string;
  readonly settled: string;
  readonly paidOut: string;
}

/** What Recharts hands to the drawing of one bar; a bar below zero comes with a negative height. */
interface BarBox {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly payload?: { readonly week: TrendWeek };
}

/** A column: solid above zero, hatched below it with its amount written out. */
function Column({ x = 0, y = 0, width = 0, height = 0, payload }: BarBox) {
  if (payload === undefined || height === 0) return null;
  const top = Math.min(y, y + height);
  const size = Math.abs(height);
  if (!payload.week.settled.startsWith('-')) {
    return <rect x={x} y={top} width={width} height={size} fill="var(--ek-chart-1)" />;
  }
  return (
    <g>
      <rect x={x} y={top} width={width} height={size} fill="url(#ek-below)" stroke="var(--ek-chart-owed)" />
      <text className="axis strong" x={x + width / 2} y={top + size + 13} textAnchor="middle">
        {amountText(payload.week.settled)}
      </text>
    </g>
  );
}

/** A tick a little wider than its column: what was paid out. */
function PaidOut({ x = 0, y = 0, width = 0, payload }: BarBox) {
  if (payload === undefined || /^-?0*\.?0*$/.test(payload.week.paidOut)) return null;
  const overhang = Math.min(5, width * 0.2);
  const line = `M${x - overhang} ${y}h${width + 2 * overhang}`;
  return (
    <g>
      <path d={line} stroke="var(--ek-canvas)" strokeWidth={5} />
      <path d={line} stroke="var(--ek-waterline)" strokeWidth={2} />
    </g>
  );
}

/**
 * What settled per week as columns, what was paid out as ticks; below zero is hatched. The finding is its name; its figures stand in the
 * table beside it. Lengths only: no amount is read off a float.
 * @example <Trend weeks={[{ label: '9 Mar', settled: '-8.16', paidOut: '75.28' }]} finding="In 12 weeks $2,070.08 settled" />
 */
export function Trend({ weeks, finding }: { readonly weeks: readonly TrendWeek[]; readonly finding: string }) {
  const data = weeks.map((week) => ({
    week,
    label: week.label,
    settled: Number.parseFloat(week.settled),
    paidOut: Number.parseFloat(week.paidOut),
  }));
  const { domain, ticks } = trendScale(data.flatMap(({ settled, paidOut }) => [settled, paidOut]));
  const every = Math.max(2, Math.ceil(data.length / 6));
  const named = data.filter((_, index) => (data.length - 1 - index) % every === 0).map(({ label }) => label);
  const axis = { tickLine: false, axisLine: false, tick: { fontSize: 11, fill: 'var(--ek-text-3)' } } as const;
  return (
    <div className="trend" role="img" aria-label={finding}>
      <ResponsiveContainer width="100%" height={240} initialDimension={{ width: 320, height: 240 }}>
        <ComposedChart data={data} margin={{ top: 12, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <defs>
            <pattern
              id="ek-below"
              width="4.5"
              height="4.5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(135)"
            >
              <rect width="2" height="4.5" fill="var(--ek-chart-owed)" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} syncWithTicks stroke="var(--ek-chart-grid)" />
          <XAxis dataKey="label" ticks={named} interval={0} {...axis} />
          <XAxis xAxisId="paid" dataKey="label" hide />
          <YAxis width={44} domain={domain} ticks={ticks} interval={0} tickFormatter={axisText} {...axis} />
          <ReferenceLine y={0} stroke="var(--ek-waterline)" />
          <Bar dataKey="settled" isAnimationActive={false} maxBarSize={26} shape={<Column />} />
          <Bar dataKey="paidOut" xAxisId="paid" isAnimationActive={false} maxBarSize={26} shape={<PaidOut />} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

const figures = new Intl.NumberFormat('en-US');

/** A mark of the axis: whole figures, with a real minus. */
function axisText(mark: number): string {
  return `${mark < 0 ? '−' : ''}${figures.format(Math.abs(mark))}`;
}
