import { addDays, plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { at, chance, type Product, Story } from '../story';

const PRODUCTS: readonly Product[] = [
  { sku: 'monitors', name: 'Desk monitors, pair', price: 13900n },
  { sku: 'headphones', name: 'Headphones, closed', price: 8950n },
  { sku: 'cable', name: 'Speaker cable, 5 m', price: 3275n },
];

/**
 * Rook Audio: late dispatch put it on level 1 in February; three disputes then reached 85 % of its reserve: level 0 from 19 February.
 * Two of them were lost on 13 March: over 100.00 below zero, withdrawals frozen, and the reserve covered it.
 */
export function rook(): Story {
  const story = new Story('rook');
  story.opens(
    '2025-12-01',
    {
      name: 'Rook Audio',
      registrationType: 'individual',
      registeredName: 'Ronan Oake',
      probation: false,
      score: '3.3',
    },
    '5507',
  );
  const draw = chance(1331);
  for (let index = 0; index < 66; index += 1) {
    const placedOn = addDays(plainDate('2025-12-18'), index + Math.floor(index / 4));
    if (placedOn > '2026-03-11') break;
    const product = PRODUCTS[draw(PRODUCTS.length)];
    const deliveredOn = addDays(placedOn, 5 + draw(2));
    if (product === undefined) continue;
    const isLate = placedOn < '2026-01-18' ? index % 8 === 3 : placedOn === '2026-02-03';
    story.sells({
      order: `RK-${20500 + index}`,
      product,
      placedOn,
      shippedOn: addDays(placedOn, 1),
      ...(deliveredOn <= '2026-03-13' ? { deliveredOn } : {}),
      isLate,
    });
  }
  const disputes: readonly [dispute: string, order: string, amount: bigint, openedAt: string][] = [
    ['DR-1', 'RK-20503', 18900n, '2026-02-18'],
    ['DR-2', 'RK-20508', 8950n, '2026-02-18'],
    ['DR-3', 'RK-20511', 13350n, '2026-02-18'],
    ['DR-4', 'RK-20519', 16500n, '2026-02-27'],
  ];
  for (const [dispute, order, amount, opened] of disputes) {
    story.tell('dispute.opened', at(opened, '09:00'), {
      order,
      dispute,
      amount: minor(amount),
      reason: 'Not as described',
    });
  }
  story.tell('dispute.won', at('2026-03-10', '10:00'), { order: 'RK-20508', dispute: 'DR-2' });
  story.tell('dispute.lost', at('2026-03-13', '10:00'), {
    order: 'RK-20503',
    dispute: 'DR-1',
    reason: 'Sent to the wrong address',
  });
  story.tell('dispute.lost', at('2026-03-13', '11:00'), {
    order: 'RK-20511',
    dispute: 'DR-3',
    reason: 'No proof of delivery',
  });
  return story;
}
