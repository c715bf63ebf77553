import type { MeasureDto, ReserveStandingDto } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import { amountText } from '@/ui/amount-text';
import { TextLink } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { getStanding } from './standing';
import { MeasureMeter, WhyLevel } from './why-level';
import { rateText } from './words';

const TITLE = 'Reserve level';

/** The level in effect and what it was decided by; with what is in reserve. */
export async function Level({ shop }: { readonly shop: ShopContext }) {
  const standing = await getStanding(shop);
  if (standing === null) return null;
  const inReserve = `${amountText(standing.reserved, { currency: shop.currency })} in reserve`;
  return (
    <WhyLevel
      standing={standing}
      year={shop.today.slice(0, 4)}
      title={TITLE}
      aside={<TextLink href="/finances/reserves">{inReserve}</TextLink>}
    />
  );
}

/** The measures of an evaluation that are counts of orders: no amount among them. */
const rates = (measures: readonly MeasureDto[]) => measures.filter(({ kind }) => kind !== 'disputes');

function ratesText({ level, rate, next }: ReserveStandingDto, year: string): string {
  const withheld = level === 3 ? 'nothing is withheld' : `${rateText(rate)} of each order is withheld`;
  return `Level ${level}: ${withheld}. The next evaluation is on ${dayText(next.on, { year })}.`;
}

/** The level by its rates alone, for a role that sees no money: what it can do something about. */
export async function LevelRates({ shop }: { readonly shop: ShopContext }) {
  const standing = await getStanding(shop);
  if (standing === null) return null;
  const year = shop.today.slice(0, 4);
  const { windowFrom, windowTo, measures } = standing.next;
  const window = `${dayText(windowFrom, { year, style: 'short' })} to ${dayText(windowTo, { year, style: 'short' })}`;
  return (
    <Section title={TITLE} columns={6} say={ratesText(standing, year)}>
      <div className="meters">
        {rates(measures).map((measure) => (
          <MeasureMeter key={measure.kind} measure={measure} />
        ))}
      </div>
      <p className="xs faint mt-2.5">
        So far for the next evaluation, over orders placed {window}. An order counts as late once its dispatch is
        overdue.
      </p>
    </Section>
  );
}

/** As high as three meters. */
export function LevelSkeleton() {
  return (
    <Section title={TITLE} columns={6}>
      <Skeleton lines={6} rowHeight={40} label="Loading the reserve level" />
    </Section>
  );
}
