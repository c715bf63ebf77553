import type { WireFact } from './facts';

const AT = (day: string, time = '10:00') => `${day}T${time}:00Z`;

/** Ivy opens and has a verified bank account. */
export function ivyOpens(): WireFact[] {
  return [
    {
      type: 'shop.opened',
      occurredAt: AT('2026-01-01', '00:00'),
      marketplace: 'us',
      name: 'Ivy Ceramics',
      registrationType: 'individual',
      registeredName: 'Ivy Hart',
      probation: false,
      score: '3.2',
    },
    {
      type: 'bank-account.verified',
      occurredAt: AT('2026-01-01', '00:00'),
      account: 'acc-1',
      last4: '4417',
      holderName: 'Ivy Hart',
    },
  ];
}

/** 24 orders placed and cancelled on 20 January, or on another day, one of them by her fault: SFCR 1 / 24 = 4.17 %. */
export function ivyCancels(day = '2026-01-20'): WireFact[] {
  return Array.from({ length: 24 }, (_, index) => [
    {
      type: 'order.placed',
      occurredAt: AT(day, '08:00'),
      order: `C-${index}`,
      shipBy: AT('2026-01-23'),
      shipping: 'ship-by-seller',
      lines: [{ sku: 'bowl', name: 'Bowl', quantity: 1, amount: '20.00' }],
    },
    {
      type: 'order.cancelled',
      occurredAt: AT(day, '12:00'),
      order: `C-${index}`,
      fault: index === 0 ? 'seller' : 'buyer',
    },
  ]).flat();
}

/** An order of hers, sold and delivered. */
export function ivySale(order: string, gross: string, placedOn: string, deliveredOn: string): WireFact[] {
  return [
    {
      type: 'order.placed',
      occurredAt: AT(placedOn),
      order,
      shipBy: AT(deliveredOn, '23:00'),
      shipping: 'ship-by-seller',
      lines: [{ sku: 'set', name: 'Pour-over set', quantity: 1, amount: gross }],
    },
    { type: 'order.shipped', occurredAt: AT(placedOn, '18:00'), order },
    { type: 'order.delivered', occurredAt: AT(deliveredOn), order },
  ];
}

/** Orders A (84.30) and B (60.00), and the refund of A after it was paid out. */
export function ivySells(): WireFact[] {
  return [
    ...ivySale('A', '84.30', '2026-02-26', '2026-03-02'),
    ...ivySale('B', '60.00', '2026-03-05', '2026-03-09'),
    {
      type: 'order.refunded',
      occurredAt: AT('2026-03-12'),
      order: 'A',
      refund: 'R-1',
      lines: [{ sku: 'set', quantity: 1, amount: '84.30' }],
      fault: 'seller',
      returnShippingCost: '7.15',
      reason: 'Arrived chipped',
    },
  ];
}

/** Ivy pays 50.00 on 13 March. */
export function ivyPays(): WireFact[] {
  return [
    { type: 'bill.captured', occurredAt: AT('2026-03-13', '10:42'), bill: 'bill-1', amount: '50.00' },
    { type: 'bill.cleared', occurredAt: AT('2026-03-13', '11:03'), bill: 'bill-1', amount: '50.00', statements: [] },
  ];
}

/** The worked example of engine.md, whole. */
export const IVY: readonly WireFact[] = [...ivyOpens(), ...ivyCancels(), ...ivySells(), ...ivyPays()];
