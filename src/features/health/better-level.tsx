import type { BetterLevelDto, LevelDifferenceDto } from '@/contracts/health';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readBetterLevel } from '@/server/queries/health-level';
import { Amount } from '@/ui/amount';
import { Door } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { type ColumnHead, DataTable } from '@/ui/table';
import { betterText, exampleText, ordersText, rateText } from './words';

function columnsOf({ level, rate, better, betterRate }: BetterLevelDto): readonly ColumnHead[] {
  return [
    { key: 'what', label: 'What' },
    { key: 'now', label: `Level ${level}, ${rateText(rate)}`, align: 'right' },
    { key: 'better', label: `Level ${better}, ${rateText(betterRate)}`, align: 'right' },
    { key: 'freed', label: 'Freed', align: 'right' },
  ];
}

interface RowProps {
  readonly label: string;
  readonly href: string;
  readonly note: string;
  readonly difference: LevelDifferenceDto;
  readonly dto: BetterLevelDto;
}

function Row({ label, href, note, difference, dto }: RowProps) {
  return (
    <tr>
      <td className="full">
        <Door href={href}>{label}</Door>
        <span className="sub">{note}</span>
      </td>
      <td className="r" data-l={`level ${dto.level}`}>
        <Amount value={difference.now} />
      </td>
      <td className="r" data-l={`level ${dto.better}`}>
        <Amount value={difference.better} />
      </td>
      <td className="r b" data-l="freed">
        <Amount value={difference.freed} />
      </td>
    </tr>
  );
}

function Computed({ dto, shop }: { readonly dto: BetterLevelDto; readonly shop: ShopContext }) {
  const year = shop.today.slice(0, 4);
  const example = exampleText(dto);
  return (
    <Section
      title={`What level ${dto.better} would free`}
      columns={6}
      say={betterText(dto, { currency: shop.currency, year })}
    >
      <DataTable
        caption={`What is in reserve at level ${dto.level} and would be at level ${dto.better}, in ${shop.currency}`}
        columns={columnsOf(dto)}
        layout="stack plain"
      >
        <Row
          label="In reserve today"
          href="/finances/reserves?show=active#record"
          note={ordersText(dto.held, 'settled for')}
          difference={dto.held}
          dto={dto}
        />
        <Row
          label={`Going in until ${dayText(dto.coming.until, { year })}`}
          href="/finances/on-hold"
          note={`${ordersText(dto.coming, 'that will settle for')}, by a run of the engine`}
          difference={dto.coming}
          dto={dto}
        />
      </DataTable>
      {example === '' ? null : <p className="xs faint mt-2.5">{example}</p>}
    </Section>
  );
}

/** What the next better reserve level would free, computed from the holds and from the orders that settle next. */
export async function BetterLevel({ shop }: { readonly shop: ShopContext }) {
  const dto = await readBetterLevel(sellerDatabase(), shop);
  if (dto !== null) return <Computed dto={dto} shop={shop} />;
  return (
    <Section title="What a better level would free" columns={6}>
      <EmptyState icon="done" title="Nothing: no better level withholds less">
        Your orders are paid in full when they settle. What is in reserve from before is released on its days.
      </EmptyState>
    </Section>
  );
}

/** As high as two rows. */
export function BetterLevelSkeleton() {
  return (
    <Section title="What a better level would free" columns={6}>
      <Skeleton lines={4} rowHeight={44} label="Loading what a better level would free" />
    </Section>
  );
}
