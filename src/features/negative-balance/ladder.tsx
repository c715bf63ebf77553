import type { LadderDto, NegativeBalanceDto, OutcomeDto, RungDto } from '@/contracts/negative-balance';
import type { ShopContext } from '@/contracts/shell';
import { amountText, isZero } from '@/ui/amount-text';
import { dayText } from '@/ui/day-text';
import { Sentences } from '@/ui/lists';
import { Meter } from '@/ui/meter';
import { Section } from '@/ui/section';
import { measuresText, ordinal, sinceText } from './words';

interface Style {
  readonly currency: string;
  readonly year: string;
}

/** For the length of a bar only: a float that draws holds no money. */
function percentOf(part: string, whole: string): number {
  return (100 * Number.parseFloat(part)) / Number.parseFloat(whole);
}

/** How near one rule of the ladder is. */
export function RungMeter({
  rung,
  dto,
  year,
}: {
  readonly rung: RungDto;
  readonly dto: NegativeBalanceDto;
  readonly year: string;
}) {
  const { trigger } = rung;
  if (trigger.kind === 'owed-over') {
    return (
      <Meter
        label="Owed"
        value={`${amountText(dto.owed)} of ${amountText(trigger.limit)}`}
        filled={percentOf(dto.owed, trigger.limit)}
        look="owed"
        marks={[{ at: percentOf(trigger.warnAt, trigger.limit), word: `warning at ${amountText(trigger.warnAt)}` }]}
      />
    );
  }
  return (
    <Meter
      label="Day-ends below zero"
      value={`${dto.negativeDays} of ${trigger.limit}`}
      filled={(100 * dto.negativeDays) / trigger.limit}
      look="owed"
      marks={trigger.warnings.map(({ days, on }) => ({
        at: (100 * days) / trigger.limit,
        word: `${days}: ${dayText(on, { style: 'short', year })}`,
      }))}
    />
  );
}

function conditionText({ trigger }: RungDto, { currency, year }: Style): string {
  return trigger.kind === 'owed-over'
    ? `above ${amountText(trigger.limit, { currency })}`
    : `at the ${ordinal(trigger.limit)} day-end (${dayText(trigger.on, { year })})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Rules that bring the same are told in one sentence. */
function rulesOf({ rungs, reserved, inForce }: LadderDto, style: Style): readonly string[] {
  const byOutcome = new Map<string, { readonly conditions: string[]; readonly rung: RungDto }>();
  for (const rung of rungs) {
    const key = `${rung.measures.join()} ${rung.drawsReserve}`;
    const group = byOutcome.get(key) ?? { conditions: [], rung };
    group.conditions.push(conditionText(rung, style));
    byOutcome.set(key, group);
  }
  const known = new Set(inForce.map(({ measure }) => measure));
  return [...byOutcome.values()].flatMap(({ conditions, rung }) => {
    const open = rung.measures.filter((measure) => !known.has(measure));
    const draw = rung.drawsReserve
      ? `what you owe is taken from your reserve, today ${amountText(reserved, { currency: style.currency })}`
      : '';
    const what = [...(open.length === 0 ? [] : [measuresText(open)]), ...(draw === '' ? [] : [draw])].join(', and ');
    return what === '' ? [] : [`${capital(conditions.join(', or '))}: ${what}.`];
  });
}

/** What the forecast says about all this. */
function outlookText(
  { aboveZeroOn, measures }: OutcomeDto,
  year: string,
): { readonly tone: 'ok' | 'no' | 'wait'; readonly text: string } {
  if (measures !== null)
    return {
      tone: 'no',
      text: `Forecast: on ${dayText(measures.on, { year })}, ${measuresText(measures.what)}, if you do nothing.`,
    };
  if (aboveZeroOn !== null)
    return {
      tone: 'ok',
      text: `Forecast: nothing new of this happens. You are above zero on ${dayText(aboveZeroOn, { year })}.`,
    };
  return { tone: 'wait', text: 'Nothing that is known yet brings you above zero.' };
}

const LIFT_TEXT = {
  appeal: 'An appeal can lift it once you owe nothing.',
  automatic: 'It ends by itself once you owe nothing.',
} as const satisfies Record<LadderDto['lift'], string>;

/** How near the measures are, and whether they come if the seller waits (R9). */
export function Ladder({ dto, shop }: { readonly dto: NegativeBalanceDto; readonly shop: ShopContext }) {
  const style = { currency: shop.currency, year: shop.today.slice(0, 4) };
  const waiting = dto.choices.find(({ key }) => key === 'nothing');
  const outlook = waiting === undefined ? null : outlookText(waiting.outcome, style.year);
  const items = [
    ...dto.ladder.inForce.map(({ measure, since }) => ({
      key: measure,
      icon: 'lock' as const,
      tone: 'wait' as const,
      text: `${sinceText(measure, since, style.year)}. ${LIFT_TEXT[dto.ladder.lift]}`,
    })),
    ...rulesOf(dto.ladder, style).map((text) => ({ key: text, icon: 'alert' as const, tone: 'wait' as const, text })),
    ...(outlook === null
      ? []
      : [
          {
            key: 'outlook',
            icon: outlook.tone === 'ok' ? ('check' as const) : ('clock' as const),
            tone: outlook.tone,
            text: outlook.text,
          },
        ]),
  ];
  return (
    <Section title="If you wait">
      <div className="meters two">
        {dto.ladder.rungs.map((rung) => (
          <RungMeter key={`${rung.trigger.kind} ${rung.trigger.limit}`} rung={rung} dto={dto} year={style.year} />
        ))}
      </div>
      <div className="mt-3.5">
        <Sentences items={items} />
      </div>
      {isZero(dto.clearing) ? null : (
        <p className="xs faint mt-2">What you have paid and is clearing no longer counts as owed here.</p>
      )}
    </Section>
  );
}
