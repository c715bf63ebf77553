import { addDays, plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { at, chance, eachDay, type Product, priceFor, Story } from '../story';

const OWNER = { registrationType: 'corporate', registeredName: 'Marlow Trading Ltd', probation: false } as const;

/** A steady shop: a sale or two on most days, each delivered after three to five days. */
function trades(
  story: Story,
  prefix: string,
  products: readonly Product[],
  first: string,
  last: string,
  seed: number,
  lateEvery: number,
): void {
  const draw = chance(seed);
  let number = 0;
  for (const day of eachDay(first, last)) {
    for (let sale = draw(3); sale > 0; sale -= 1) {
      number += 1;
      const deliveredOn = addDays(day, 5 + draw(2));
      const order = `${prefix}-${30100 + number}`;
      const product = products[draw(products.length)];
      if (product === undefined) continue;
      const isLate = lateEvery > 0 && number % lateEvery === 0;
      story.sells({
        order,
        product,
        placedOn: day,
        shippedOn: addDays(day, 1 + draw(2)),
        ...(deliveredOn <= '2026-03-13' ? { deliveredOn } : {}),
        isLate,
      });
    }
  }
}

/**
 * Marlow Outdoor: a chargeback after the payout took it 132.40 below zero on 6 March, over the limit of 100.00. Withdrawals are frozen
 * and 12.92 of reserve was used; one sale has settled since, and 80.39 is owed.
 */
function outdoor(): Story {
  const story = new Story('marlow-outdoor');
  story.opens('2025-12-01', { ...OWNER, name: 'Marlow Outdoor', score: '3.4' }, '8830');
  const lantern: Product = { sku: 'lantern', name: 'Camp lantern, brass', price: 5490n };
  const tent: Product = { sku: 'tarp-tent', name: 'Tarp tent for two, olive', price: 14290n };
  const draw = chance(77);
  for (let index = 0; index < 22; index += 1) {
    const placedOn = addDays(plainDate('2026-01-15'), index);
    const product = draw(3) === 0 ? tent : lantern;
    story.sells({
      order: `MO-${30391 + index}`,
      product,
      placedOn,
      shippedOn: addDays(placedOn, 1),
      deliveredOn: addDays(placedOn, 6),
      isLate: index === 4,
    });
  }
  const stove: Product = { sku: 'stove', name: 'Wood stove, folding', price: priceFor(12920n) };
  story.sellsAndDelivers('MO-30440', stove, '2026-02-18', '2026-02-22');
  story.sellsAndDelivers('MO-30441', stove, '2026-02-19', '2026-02-23');
  story.sellsAndDelivers(
    'MO-30448',
    { sku: 'mat', name: 'Sleeping mat', price: priceFor(4115n) },
    '2026-02-26',
    '2026-03-02',
  );
  story.sellsAndDelivers('MO-30455', lantern, '2026-03-06', '2026-03-11');
  story.tell('dispute.opened', at('2026-03-06', '07:10'), {
    order: 'MO-30412',
    dispute: 'DP-911',
    amount: minor(13240n),
    reason: 'Not received; no tracking',
  });
  story.tell('dispute.lost', at('2026-03-06', '16:20'), {
    order: 'MO-30412',
    dispute: 'DP-911',
    reason: 'Shipped without tracking',
  });
  story.signsIn('2025-12-02', '2026-03-13', 10);
  story.tell('shop.activity', at('2026-03-13', '09:00'), { kind: 'sign-in' });
  return story;
}

/** Marlow Archive: nobody has worked in it since 11 February, so it is inactive from 13 March. */
function archive(): Story {
  const story = new Story('marlow-archive');
  story.opens(
    '2025-11-10',
    { ...OWNER, name: 'Marlow Archive: Camping and Expedition Equipment, Clearance and Refurbished', score: '3.6' },
    '8830',
  );
  const book: Product = { sku: 'map', name: 'Trail map, second edition', price: 1450n };
  story.sellsAndDelivers('MA-30012', book, '2025-12-04', '2025-12-08');
  story.sellsAndDelivers('MA-30019', book, '2026-01-09', '2026-01-13');
  story.signsIn('2025-11-13', '2026-02-11', 10);
  return story;
}

function kitchen(): Story {
  const story = new Story('marlow-kitchen');
  story.opens('2025-12-15', { ...OWNER, name: 'Marlow Kitchen & Table', score: '4.3' }, '8830');
  const products: readonly Product[] = [
    { sku: 'board', name: 'Oak board, large', price: 6890n },
    { sku: 'linen', name: 'Linen cloths, six', price: 3650n },
    { sku: 'knife', name: 'Paring knife', price: 2495n },
  ];
  trades(story, 'MK', products, '2026-01-02', '2026-03-12', 1201, 0);
  return story;
}

/** Marlow Garden dispatches late now and then: reserve level 2 or 1, as its rates turn out. */
function garden(): Story {
  const story = new Story('marlow-garden');
  story.opens('2025-12-15', { ...OWNER, name: 'Marlow Garden', score: '3.7' }, '8830');
  const products: readonly Product[] = [
    { sku: 'secateurs', name: 'Secateurs, forged', price: 4425n },
    { sku: 'trowel', name: 'Hand trowel', price: 2150n },
  ];
  trades(story, 'MG', products, '2026-01-02', '2026-03-12', 909, 17);
  return story;
}

/** Marlow Trading: one owner, four shops, one frozen, one inactive. */
export function marlow(): readonly Story[] {
  return [outdoor(), archive(), kitchen(), garden()];
}
