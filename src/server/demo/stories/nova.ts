import { addDays, plainDate } from '@/domain/calendar/plain-date';
import { type Product, Story } from '../story';

const PRODUCTS: readonly Product[] = [
  { sku: 'cardigan', name: 'Cardigan, hand-knit', price: 7400n },
  { sku: 'beanie', name: 'Beanie, merino', price: 2600n },
  { sku: 'scarf', name: 'Scarf, cable stitch', price: 4150n },
];

/** Nova Knits: new and on probation. Orders settle after 31 days, so nothing has settled and nothing is ever withheld (31 > 30). */
export function nova(): Story {
  const story = new Story('nova');
  story.opens(
    '2026-02-05',
    { name: 'Nova Knits', registrationType: 'sole-proprietorship', registeredName: 'Nell Vega', probation: true },
    '1163',
  );
  for (let index = 0; index < 9; index += 1) {
    const placedOn = addDays(plainDate('2026-02-11'), index * 3);
    const product = PRODUCTS[index % PRODUCTS.length];
    const deliveredOn = addDays(placedOn, 5);
    if (product === undefined) continue;
    story.sells({
      order: `NV-${30077 + index}`,
      product,
      placedOn,
      shippedOn: addDays(placedOn, 2),
      ...(deliveredOn <= '2026-03-13' ? { deliveredOn } : {}),
    });
  }
  return story;
}
