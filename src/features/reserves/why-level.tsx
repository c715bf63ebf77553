import type { ReactNode } from 'react';
import type { MeasureDto, ReserveStandingDto } from '@/contracts/reserves';
import { dayText } from '@/ui/day-text';
import { Sentences } from '@/ui/lists';
import { Meter } from '@/ui/meter';
import { Section } from '@/ui/section';
import { beganText, confirmedText, MEASURE_LABEL, measureText, rateText } from './words';

/** Tenths of a percent at the end of a meter's track: half as much again as the strictest limit; money ends at the whole. */
function scaleOf({ kind, limits }: MeasureDto): number {
  const strictest = Math.max(1, ...limits.map(({ tenths }) => tenths));
  return kind === 'disputes' ? 1000 : strictest * 1.5;
}

/** One measure against the limits of its policy. */
export function MeasureMeter({ measure }: { readonly measure: MeasureDto }) {
  const scale = scaleOf(measure);
  const { kind, limits, share, isOver } = measure;
  const at = (tenths: number) => Math.round((tenths * 10_000) / scale) / 100;
  const marks = limits.map(({ rate, tenths, level }, index) => ({
    at: at(tenths),
    word:
      kind === 'disputes'
        ? `limit ${rateText(rate)}`
        : index === limits.length - 1
          ? `${rateText(rate)}: level ${level}`
          : rateText(rate),
  }));
  return (
    <Meter
      label={MEASURE_LABEL[kind]}
      value={measureText(measure)}
      filled={at(share ?? 0)}
      look={isOver ? 'over' : 'rate'}
      marks={marks}
    />
  );
}

function sayOf({ level, rate, periodDays, isExempt }: ReserveStandingDto): string {
  if (isExempt) return 'Your shop is exempt from the reserve, whatever its level.';
  if (level === 3) return `At level 3 the reserve is ${rateText(rate)}: nothing is withheld.`;
  return `At level ${level}, ${rateText(rate)} of each order is withheld until ${periodDays} days after delivery.`;
}

/** Why level 0 stays for a while. Only where disputes made it was the share what it hung on. */
function staysText({ began, next }: ReserveStandingDto, year: string): string {
  const until = `The level changes at an evaluation only: the next is on ${dayText(next.on, { year })}.`;
  return began.reason === 'disputes' ? `The share is below the limit now. ${until}` : until;
}

interface WhyLevelProps {
  readonly standing: ReserveStandingDto;
  readonly year: string;
  /** Another head than "Why level 2", where the page does not say the level elsewhere. */
  readonly title?: string;
  readonly aside?: ReactNode;
}

/** What the level in effect was decided by, against the limits of the policy (R10.2, R10.3). */
export function WhyLevel({ standing, year, title, aside }: WhyLevelProps) {
  const { level, last, disputes, began, confirmed } = standing;
  const rates = last?.measures.filter(({ kind }) => kind !== 'disputes') ?? [];
  const measures = level === 0 ? [disputes, ...rates] : [...rates, disputes];
  const sentences = [
    { key: 'began', icon: 'reserve', text: beganText(began, year) } as const,
    ...(confirmed === null
      ? []
      : [{ key: 'confirmed', icon: 'check', tone: 'ok', text: confirmedText(confirmed, year) } as const]),
    ...(level === 0 && !disputes.isOver
      ? [{ key: 'stays', icon: 'clock', text: staysText(standing, year) } as const]
      : []),
  ];
  return (
    <Section title={title ?? `Why level ${level}`} columns={6} say={sayOf(standing)} aside={aside}>
      <div className="meters">
        {measures.map((measure) => (
          <MeasureMeter key={measure.kind} measure={measure} />
        ))}
      </div>
      {last === null ? (
        <p className="xs faint mt-2.5">Late dispatch and cancellations are measured from the first evaluation on.</p>
      ) : (
        <p className="xs faint mt-2.5">
          Rates over orders placed {dayText(last.windowFrom, { year, style: 'short' })} to{' '}
          {dayText(last.windowTo, { year, style: 'short' })}; disputes as of today.
        </p>
      )}
      <div className="mt-3.5">
        <Sentences items={sentences} />
      </div>
    </Section>
  );
}
