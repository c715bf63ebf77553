import type { TierDto } from '@/contracts/health';
import type { ShopContext } from '@/contracts/shell';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import { sellerDatabase } from '@/server/db/seller';
import { readTier } from '@/server/queries/health';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Meter } from '@/ui/meter';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { type ColumnHead, DataTable } from '@/ui/table';
import { nextTierText, tierText } from './words';

/** The end of the scale of scores. */
const HIGHEST_SCORE = 5;

const COLUMNS: readonly ColumnHead[] = [
  { key: 'tier', label: 'Tier' },
  { key: 'score', label: 'Score' },
  { key: 'settles', label: 'Settles after', align: 'right' },
  { key: 'gain', label: 'You gain', align: 'right' },
];

/** For the length of a bar only. */
const share = (score: string) => (100 * Number.parseFloat(score)) / HIGHEST_SCORE;

function ScoreMeter({ score, steps }: TierDto) {
  const asking = steps.flatMap(({ tier, atLeast }) => (atLeast === null ? [] : [{ tier, atLeast }]));
  const marks = asking.map(({ tier, atLeast }, index) => ({
    at: share(atLeast),
    word: `${atLeast} ${TIER_LABEL[tier].toLowerCase()}`,
    side: index === asking.length - 1 ? ('after' as const) : ('before' as const),
  }));
  return (
    <Meter
      label="Shop performance score"
      value={score === null ? 'none yet' : `${score} of ${HIGHEST_SCORE}.0`}
      filled={score === null ? 0 : share(score)}
      look="rate"
      marks={marks}
    />
  );
}

function Row({ step, current, below }: { step: TierDto['steps'][number]; current: boolean; below: string }) {
  const { tier, atLeast, settlementDays, gainDays } = step;
  return (
    <tr aria-selected={current || undefined}>
      <td className="b">
        {TIER_LABEL[tier]} {current ? <span className="faint xs font-normal">yours</span> : null}
      </td>
      <td data-l="score">{atLeast === null ? `below ${below}, or none` : `from ${atLeast}`}</td>
      <td className="r" data-l="settles after">
        {counted(settlementDays, 'day')}
      </td>
      <td className="r" data-l="you gain">
        {gainDays === 0 ? <span className="faint">none</span> : counted(gainDays, 'day')}
      </td>
    </tr>
  );
}

function sinceText({ since }: TierDto, { openedOn, today }: ShopContext): string {
  const day = dayText(since, { year: today.slice(0, 4) });
  return since <= openedOn ? 'Since your shop opened.' : `Since ${day}.`;
}

/** The tier and the score: what the next tier needs, and how many days sooner it pays. */
export async function Tier({ shop }: { readonly shop: ShopContext }) {
  const dto = await readTier(sellerDatabase().pool, shop);
  const below = dto.steps.find(({ atLeast }) => atLeast !== null)?.atLeast ?? '';
  return (
    <Section title="Tier and score" columns={6} say={`${tierText(dto)}. ${sinceText(dto, shop)}`}>
      <ScoreMeter {...dto} />
      <div className="mt-3.5">
        <DataTable caption="Tiers, what they ask for and bring" columns={COLUMNS} layout="stack plain">
          {dto.steps.map((step) => (
            <Row key={step.tier} step={step} current={step.tier === dto.tier} below={below} />
          ))}
        </DataTable>
      </div>
      <p className="sm muted mt-2.5">{nextTierText(dto, shop.today.slice(0, 4))}</p>
    </Section>
  );
}

/** As high as the score and three tiers. */
export function TierSkeleton() {
  return (
    <Section title="Tier and score" columns={6}>
      <Skeleton lines={6} rowHeight={40} label="Loading the tier" />
    </Section>
  );
}
