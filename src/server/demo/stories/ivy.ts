import { minor } from '@/domain/money/money';
import { at, type Product, Story } from '../story';

const SET: Product = { sku: 'pour-over-set', name: 'Pour-over set, stoneware', price: 8430n };
const CARAFE: Product = { sku: 'carafe', name: 'Carafe, ash glaze', price: 6000n };
const PITCHER: Product = { sku: 'pitcher', name: 'Milk pitcher, 400 ml', price: 4200n };
const BOWL: Product = { sku: 'bowl', name: 'Breakfast bowl', price: 2000n };
const MUGS: readonly Product[] = [
  { sku: 'mug-tall', name: 'Tall mug, oat glaze', price: 2650n },
  { sku: 'plate-set', name: 'Dinner plates, set of four', price: 12477n },
  { sku: 'espresso-pair', name: 'Espresso cups, pair', price: 3180n },
];

/** Sales of January and late February: outside the window that March's reserve level is measured over. */
const EARLIER: readonly [order: string, mug: number, placedOn: string, deliveredOn: string][] = [
  ['IV-10391', 1, '2026-01-02', '2026-01-06'],
  ['IV-10394', 0, '2026-01-03', '2026-01-07'],
  ['IV-10398', 2, '2026-01-05', '2026-01-09'],
  ['IV-10401', 1, '2026-01-06', '2026-01-12'],
  ['IV-10407', 0, '2026-01-08', '2026-01-13'],
  ['IV-10410', 1, '2026-01-09', '2026-01-14'],
  ['IV-10415', 2, '2026-01-12', '2026-01-19'],
  ['IV-10419', 1, '2026-01-14', '2026-01-21'],
  ['IV-10460', 1, '2026-02-15', '2026-02-18'],
  ['IV-10463', 0, '2026-02-16', '2026-02-19'],
  ['IV-10466', 2, '2026-02-16', '2026-02-20'],
];

/**
 * Ivy Ceramics, the worked example of engine.md: a refund after the payout took her below zero; she has paid 50.00 of 87.40, and the next
 * sale covers the rest on 17 March.
 */
export function ivy(): Story {
  const story = new Story('ivy');
  story.opens(
    '2026-01-01',
    {
      name: 'Ivy Ceramics',
      registrationType: 'individual',
      registeredName: 'Ivy Hart',
      probation: false,
      score: '3.2',
    },
    '4417',
  );
  for (const [order, mug, placedOn, deliveredOn] of EARLIER)
    story.sellsAndDelivers(order, MUGS[mug] ?? BOWL, placedOn, deliveredOn);
  for (let index = 0; index < 24; index += 1) {
    const order = `IV-${10420 + index}`;
    story.sells({ order, product: BOWL, placedOn: '2026-01-20' });
    story.tell('order.cancelled', at('2026-01-20', '18:00'), { order, fault: index === 0 ? 'seller' : 'buyer' });
  }
  story.sellsAndDelivers('IV-10482', SET, '2026-02-26', '2026-03-02');
  story.sellsAndDelivers('IV-10497', CARAFE, '2026-03-05', '2026-03-09');
  story.sells({ order: 'IV-10511', product: PITCHER, placedOn: '2026-03-10', shippedOn: '2026-03-11' });
  story.tell('order.refunded', at('2026-03-12', '16:40'), {
    order: 'IV-10482',
    refund: 'RF-2207',
    lines: [{ sku: SET.sku, quantity: 1, amount: minor(SET.price) }],
    fault: 'seller',
    returnShippingCost: minor(715n),
    reason: 'Arrived chipped',
  });
  story.tell('bill.captured', at('2026-03-13', '10:42'), { bill: 'IVY-BILL-1', amount: minor(5000n) });
  story.tell('bill.cleared', at('2026-03-13', '11:03'), { bill: 'IVY-BILL-1', amount: minor(5000n), statements: [] });
  for (const day of ['2026-01-04', '2026-02-02', '2026-03-03', '2026-03-13'])
    story.tell('shop.activity', at(day, '08:30'), { kind: 'sign-in' });
  return story;
}
