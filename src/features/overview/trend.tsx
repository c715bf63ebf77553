import type { TrendDto, TrendSpan } from '@/contracts/overview';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readTrend } from '@/server/queries/trend';
import { Amount } from '@/ui/amount';
import { isZero } from '@/ui/amount-text';
import { TextLink } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import type { ColumnHead } from '@/ui/table';
import { TableTwin } from '@/ui/table-twin';
import { Trend } from '@/ui/trend';
import { trendText } from './words';

const TWIN_COLUMNS: readonly ColumnHead[] = [
  { key: 'week', label: 'Week of' },
  { key: 'settled', label: 'Settled', align: 'right' },
  { key: 'paid-out', label: 'Paid out', align: 'right' },
];

function Twin({ dto, year }: { readonly dto: TrendDto; readonly year: string }) {
  return (
    <TableTwin
      caption="Settled and paid out by week"
      columns={TWIN_COLUMNS}
      foot={
        <tr>
          <td>In all</td>
          <td className="r">
            <Amount value={dto.settled} />
          </td>
          <td className="r">
            <Amount value={dto.paidOut} />
          </td>
        </tr>
      }
    >
      {dto.weeks.map(({ from, settled, paidOut }) => (
        <tr key={from}>
          <td>{dayText(from, { year })}</td>
          <td className="r">
            <Amount value={settled} />
          </td>
          <td className="r">
            <Amount value={paidOut} />
          </td>
        </tr>
      ))}
    </TableTwin>
  );
}

/** What settled in each week, and what was paid out. */
export async function WeeklyTrend({ shop, span }: { readonly shop: ShopContext; readonly span: TrendSpan }) {
  const dto = await readTrend(sellerDatabase().pool, shop.id, shop.today, span);
  const year = shop.today.slice(0, 4);
  const finding = trendText(dto, { currency: shop.currency, year });
  return (
    <Section
      title="Settled and paid out"
      id="trend"
      columns={6}
      say={finding}
      aside={
        <TextLink href={span === 'year' ? '/finances#trend' : '/finances?trend=year#trend'}>
          {span === 'year' ? '12 weeks' : 'A year'}
        </TextLink>
      }
    >
      {dto.weeks.every(({ settled, paidOut }) => isZero(settled) && isZero(paidOut)) ? (
        <EmptyState icon="profit" title="Nothing moved in these weeks">
          Once orders settle and payouts are made, each week has its column here.
        </EmptyState>
      ) : (
        <Picture dto={dto} finding={finding} />
      )}
      <Twin dto={dto} year={year} />
    </Section>
  );
}

function Picture({ dto, finding }: { readonly dto: TrendDto; readonly finding: string }) {
  return (
    <>
      <Trend
        finding={finding}
        weeks={dto.weeks.map(({ from, settled, paidOut }) => ({
          label: dayText(from, { style: 'short' }),
          settled,
          paidOut,
        }))}
      />
      <p className="key">
        <span>
          <i className="sq" />
          settled
        </span>
        <span>
          <i className="tick" />
          paid out to you
        </span>
      </p>
    </>
  );
}
