import type { MeasuresDto } from '@/contracts/health';
import { may } from '@/contracts/permissions';
import type { ShopContext } from '@/contracts/shell';
import { MEASURE_LABEL } from '@/domain/explain/measure-label';
import { sellerDatabase } from '@/server/db/seller';
import { readMeasures } from '@/server/queries/health';
import { Amount } from '@/ui/amount';
import { isZero } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Sentences } from '@/ui/lists';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { drawsText, liftText, measureText, measureTextWithoutMoney } from './words';

type Item = Parameters<typeof Sentences>[0]['items'][number];

function itemsOf(dto: MeasuresDto, shop: ShopContext): readonly Item[] {
  const style = { currency: shop.currency, year: shop.today.slice(0, 4) };
  const seesMoney = may(shop.role, 'see-money');
  return dto.inForce.map((one) => ({
    key: one.measure,
    icon: 'lock',
    tone: 'wait',
    text: (
      <>
        <b className="b">
          {MEASURE_LABEL[one.measure]}, since {dayText(one.since, style)}.
        </b>{' '}
        {seesMoney ? measureText(one, style) : measureTextWithoutMoney(one)}
      </>
    ),
  }));
}

/** What came of the measures in money: what of the reserve was used, what waits behind them. */
function moneyOf(dto: MeasuresDto, shop: ShopContext): readonly Item[] {
  const style = { currency: shop.currency, year: shop.today.slice(0, 4) };
  const stops = dto.inForce.some(({ measure }) => measure !== 'suspend-promotions');
  return [
    ...(isZero(dto.reserveUsed)
      ? []
      : [
          {
            key: 'draws',
            icon: 'reserve',
            text: (
              <>
                {drawsText(dto, style)}{' '}
                {dto.draws.slice(0, 3).map(({ no }) => (
                  <span key={no}>
                    <Door href={`/finances/statements/${no}`}>Statement {no}</Door>{' '}
                  </span>
                ))}
              </>
            ),
          } as const,
        ]),
    ...(isZero(dto.waiting) || !stops
      ? []
      : [
          {
            key: 'waiting',
            icon: 'pause',
            text: (
              <>
                <Door href="/finances/statements?status=pending">
                  <Amount value={dto.waiting} currency={shop.currency} />
                </Door>{' '}
                waits in your balance until then.
              </>
            ),
          } as const,
        ]),
  ];
}

/** The measures in force: why, since when, and what lifts them. */
export async function Measures({ shop }: { readonly shop: ShopContext }) {
  const dto = await readMeasures(sellerDatabase().pool, shop);
  if (dto === null) return null;
  if (dto.inForce.length === 0) {
    return (
      <Section title="Measures in force" id="measures">
        <EmptyState icon="done" title="No measure is in force">
          Promotions run and payouts are made. Measures follow only from owing too much, or for too long.
        </EmptyState>
      </Section>
    );
  }
  const money = may(shop.role, 'see-money') ? moneyOf(dto, shop) : [];
  return (
    <Section title="Measures in force" id="measures">
      <Sentences
        items={[
          ...itemsOf(dto, shop),
          ...money,
          { key: 'lift', icon: 'check', text: liftText(dto.lift, dto.inForce.length) },
        ]}
      />
    </Section>
  );
}

/** As high as two measures and what lifts them. */
export function MeasuresSkeleton() {
  return (
    <Section title="Measures in force">
      <Skeleton lines={3} rowHeight={40} label="Loading the measures" />
    </Section>
  );
}
