import type { OnHoldDaysDto } from '@/contracts/on-hold';
import { readOnHoldDays } from '@/server/queries/on-hold';
import { Amount } from '@/ui/amount';
import { amountText } from '@/ui/amount-text';
import { counted } from '@/ui/counted';
import { Day } from '@/ui/day';
import { SumTable } from '@/ui/lists';
import { ProofLine } from '@/ui/proof';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import type { OnHoldPlace } from './place';

const TITLE = 'When it settles';

/** Sums by day, and the check that they are the figure of the page. */
export function DaySums({
  dto,
  currency,
  year,
}: {
  readonly dto: OnHoldDaysDto;
  readonly currency: string;
  readonly year: string;
}) {
  const isSum = dto.sum === dto.kept;
  const isCount = dto.sumCount === dto.keptCount;
  return (
    <>
      <SumTable
        caption={`On hold by the day that it settles, in ${currency}`}
        rows={dto.days.map(({ day, count, amount }) => ({
          key: day ?? 'dispute',
          label: day === null ? 'When the dispute is decided' : <Day value={day} year={year} />,
          note: counted(count, 'order'),
          amount: <Amount value={amount} />,
        }))}
        total={{ label: 'On hold', amount: <Amount value={dto.sum} currency={currency} /> }}
      />
      <ProofLine
        checks={[
          {
            key: 'sum',
            holds: isSum,
            text: isSum
              ? `The days add up to ${amountText(dto.kept)}, what the books keep as on hold`
              : `The days add up to ${amountText(dto.sum)}, the books keep ${amountText(dto.kept)}`,
          },
          {
            key: 'count',
            holds: isCount,
            text: isCount
              ? `${counted(dto.sumCount, 'order')}, each counted once`
              : `${counted(dto.sumCount, 'order')}, the books keep ${dto.keptCount}`,
          },
        ]}
      />
    </>
  );
}

/** What is on hold by the day on which it settles. Nothing where nothing is on hold: the list says so. */
export async function OnHoldDays({ shop, database }: Pick<OnHoldPlace, 'shop' | 'database'>) {
  const dto = await readOnHoldDays(database, shop);
  if (dto.sumCount === 0 && dto.keptCount === 0) return null;
  return (
    <Section title={TITLE} columns={4} say="If no refund, charge or dispute comes before its day.">
      <DaySums dto={dto} currency={shop.currency} year={shop.today.slice(0, 4)} />
    </Section>
  );
}

/** As high as a few days and the proof. */
export function OnHoldDaysSkeleton() {
  return (
    <Section title={TITLE} columns={4}>
      <Skeleton lines={6} label="Loading when it settles" />
    </Section>
  );
}
