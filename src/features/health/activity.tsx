import { ACTIVITY_WORDS, type ActivityDto, nextStepOf, REACTIVATION } from '@/contracts/activity';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readActivity } from '@/server/queries/activity';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Sentences } from '@/ui/lists';
import { Meter } from '@/ui/meter';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';

type Step = ActivityDto['steps'][number];

const STEP_TEXT = {
  warned: 'we remind you by e-mail.',
  inactive: 'inactive. From then on only editing a product or processing an order brings it back.',
  'products-removed': 'products are removed.',
  banned: 'the shop is banned, and that stays.',
} as const satisfies Record<Step['step'], string>;

const STEP_LOOK = {
  warned: { icon: 'alert', tone: 'wait' },
  inactive: { icon: 'pause', tone: 'wait' },
  'products-removed': { icon: 'void', tone: 'wait' },
  banned: { icon: 'stop', tone: 'no' },
} as const;

/** What was last done, and what comes when. */
function lastText(dto: ActivityDto, year: string): string {
  const { lastActiveOn, status, today, countsToday } = dto;
  const on = lastActiveOn === today ? 'today' : dayText(lastActiveOn, { year });
  const next = countsToday ? null : nextStepOf(dto);
  const since = dto.steps.find(({ step }) => step === status)?.on;
  const now =
    status === 'active' || since === undefined ? '' : ` ${ACTIVITY_WORDS[status]} since ${dayText(since, { year })}.`;
  const ahead =
    next === null
      ? ''
      : next.step === 'inactive'
        ? ` If nothing is done it is inactive on ${dayText(next.on, { year })}.`
        : ` If nothing is done, ${next.step === 'banned' ? 'the shop is banned' : 'products are removed'} on ${dayText(next.on, { year })}.`;
  return `Last activity ${on}.${now}${countsToday ? ' What was done today counts when the day is over.' : ahead} ${REACTIVATION[status]}`;
}

/** Days without activity, what comes when, and what brings the shop back (R10.5). */
export async function Activity({ shop }: { readonly shop: ShopContext }) {
  const dto = (await readActivity(sellerDatabase().pool, [shop.id])).get(shop.id);
  if (dto === undefined) return null;
  const { steps, idleDays, status } = dto;
  const last = steps.at(-1)?.afterDays ?? 1;
  return (
    <Section
      title="Activity"
      columns={6}
      say={`${ACTIVITY_WORDS[status]}. Activity never touches your money: statements, payouts and reserves go on.`}
    >
      <Meter
        label="Days without activity"
        value={`${idleDays} of ${last}`}
        filled={(100 * idleDays) / last}
        look={steps.some(({ isPast }) => isPast) ? 'over' : 'rate'}
        marks={steps.map(({ afterDays }) => ({ at: (100 * afterDays) / last, word: String(afterDays) }))}
      />
      <p className="sm muted mt-2.5">{lastText(dto, shop.today.slice(0, 4))}</p>
      <div className="mt-3.5">
        <Sentences
          items={steps.map(({ step, afterDays, isPast, on }) => ({
            key: step,
            ...STEP_LOOK[step],
            text: `${counted(afterDays, 'day')}, ${dayText(on, { year: shop.today.slice(0, 4) })}${isPast ? ' (past)' : ''}: ${STEP_TEXT[step]}`,
          }))}
        />
      </div>
    </Section>
  );
}

/** As high as a meter and four steps. */
export function ActivitySkeleton() {
  return (
    <Section title="Activity" columns={6}>
      <Skeleton lines={6} rowHeight={36} label="Loading the activity" />
    </Section>
  );
}
