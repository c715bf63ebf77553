import type { ReleaseDto } from '@/contracts/reserves';
import type { ShopContext } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { Door } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { Waterfall, type WaterfallStep } from '@/ui/waterfall';
import { recordHref } from './search';
import { releaseNote, releaseText } from './words';

interface ReleaseListProps {
  readonly releases: readonly ReleaseDto[];
  readonly reserved: string;
  readonly shop: ShopContext;
}

function stepOf(release: ReleaseDto, year: string): WaterfallStep {
  return {
    key: release.day,
    label: <Door href={recordHref({ show: 'active', release: release.day })}>{dayText(release.day, { year })}</Door>,
    note: releaseNote(release),
    from: '0',
    to: release.amount,
    kind: 'soft',
    amount: <Amount value={release.amount} />,
  };
}

/** What is in reserve by the day of its release; ends in the figure of the page. */
export function ReleaseList({ releases, reserved, shop }: ReleaseListProps) {
  const year = shop.today.slice(0, 4);
  const end: WaterfallStep = {
    key: 'end',
    label: 'In reserve',
    from: '0',
    to: '0',
    kind: 'end',
    amount: <Amount value={reserved} currency={shop.currency} />,
  };
  return (
    <Section title="When it comes back" columns={6} say={releaseText(releases, shop.today, year)}>
      <Waterfall
        caption={`What is in reserve by release day, amounts in ${shop.currency}`}
        heads={['Released on', shop.currency]}
        steps={[...releases.map((release) => stepOf(release, year)), end]}
      />
    </Section>
  );
}
