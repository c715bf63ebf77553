'use client';

import {
  Bar,
  CartesianGrid,
  Cell,
  ComposedChart,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  XAxis,
  YAxis,
} from 'recharts';

/** A week of the trend, decimal strings. */
export interface TrendWeek {
  /** Monday of the week, as words for the axis. */
  readonly label: string;
  readonly settled: string;
  readonly paidOut: string;
}

/** A tick as wide as the column: what was paid out. */
function Tick({ cx = 0, cy = 0 }: { readonly cx?: number; readonly cy?: number }) {
  return <path d={`M${cx - 14} ${cy}h28`} stroke="var(--ek-waterline)" strokeWidth={2} />;
}

/**
 * What settled per week as columns, what was paid out as ticks; below zero is hatched. The finding is its name; its figures stand in the
 * table beside it. Lengths only: no amount is read off a float.
 */
export function Trend({ weeks, finding }: { readonly weeks: readonly TrendWeek[]; readonly finding: string }) {
  const data = weeks.map(({ label, settled, paidOut }) => ({
    label,
    settled: Number.parseFloat(settled),
    paidOut: Number.parseFloat(paidOut),
  }));
  return (
    <div className="trend" role="img" aria-label={finding}>
      <ResponsiveContainer width="100%" height={240} initialDimension={{ width: 560, height: 240 }}>
        <ComposedChart data={data} margin={{ top: 12, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
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
          <CartesianGrid vertical={false} stroke="var(--ek-chart-grid)" />
          <XAxis
            dataKey="label"
            tickLine={false}
            axisLine={false}
            interval={1}
            tick={{ fontSize: 11, fill: 'var(--ek-text-3)' }}
          />
          <YAxis
            width={44}
            tickCount={4}
            tickLine={false}
            axisLine={false}
            tick={{ fontSize: 11, fill: 'var(--ek-text-3)' }}
          />
          <ReferenceLine y={0} stroke="var(--ek-waterline)" />
          <Bar dataKey="settled" isAnimationActive={false} maxBarSize={24}>
            {data.map(({ label, settled }) => (
              <Cell key={label} fill={settled < 0 ? 'url(#ek-below)' : 'var(--ek-chart-1)'} />
            ))}
          </Bar>
          <Scatter dataKey="paidOut" isAnimationActive={false} shape={<Tick />} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
