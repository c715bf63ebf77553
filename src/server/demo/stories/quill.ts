import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { at, chance, eachDay, type Product, Story } from '../story';

const PRODUCTS: readonly Product[] = [
  { sku: 'notebook-a5', name: 'Notebook A5, dotted', price: 1890n },
  { sku: 'fountain-pen', name: 'Fountain pen, fine nib', price: 6450n },
  { sku: 'ink-blue', name: 'Ink, ocean blue, 50 ml', price: 1420n },
  { sku: 'washi-set', name: 'Washi tape, set of ten', price: 1275n },
  { sku: 'desk-pad', name: 'Desk pad, felt', price: 3980n },
  { sku: 'planner', name: 'Weekly planner', price: 2790n },
];

type Draw = (below: number) => number;

function afterwards(story: Story, order: string, product: Product, deliveredOn: PlainDate, draw: Draw): void {
  if (draw(9) === 0)
    story.tell('order.charged', at(deliveredOn, '12:00'), {
      order,
      kind: 'affiliate-commission',
      amount: minor(-product.price / 10n),
    });
  const refundedOn = addDays(deliveredOn, 1 + draw(9));
  if (draw(33) !== 0 || refundedOn > '2026-03-13') return;
  const bySeller = draw(3) === 0;
  story.tell('order.refunded', at(refundedOn, '13:15'), {
    order,
    refund: `R-${order}`,
    lines: [{ sku: product.sku, quantity: 1, amount: minor(product.price) }],
    fault: bySeller ? 'seller' : 'not-seller',
    returnShippingCost: minor(495n),
    reason: bySeller ? 'Wrong item' : 'Changed mind',
  });
}

/** Quill & Co. Stationery: healthy, express, twelve months of orders, busier before Christmas. */
export function quill(): Story {
  const story = new Story('quill');
  story.opens(
    '2025-03-03',
    {
      name: 'Quill & Co. Stationery',
      registrationType: 'corporate',
      registeredName: 'Quill and Company LLC',
      probation: false,
      score: '4.6',
    },
    '6021',
  );
  const draw = chance(20250303);
  let number = 40000;
  for (const day of eachDay('2025-03-05', '2026-03-13')) {
    const season = day >= '2025-11-20' && day <= '2025-12-20' ? 4 : 0;
    const busy = draw(7) > 4 ? 2 : 0;
    for (let sale = 3 + season + busy + draw(4); sale > 0; sale -= 1) {
      number += 1;
      const product = PRODUCTS[draw(PRODUCTS.length)];
      if (product === undefined) continue;
      const order = `QU-${number}`;
      const deliveredOn = addDays(day, 2 + draw(4));
      const isDelivered = deliveredOn <= '2026-03-13';
      const shippedOn = addDays(day, 1);
      story.sells({
        order,
        product,
        placedOn: day,
        ...(shippedOn <= '2026-03-13' ? { shippedOn } : {}),
        ...(isDelivered ? { deliveredOn } : {}),
      });
      if (isDelivered) afterwards(story, order, product, deliveredOn, draw);
    }
  }
  return story;
}
