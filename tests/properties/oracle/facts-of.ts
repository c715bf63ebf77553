import { recordAtOnce } from './stamp';
import type { OracleFact, WireFact } from './types';

/** A short hand for facts in tests of the oracle: type, day or instant, payload. Days are at 12:00 UTC. */
export type ShortFact = readonly [type: string, when: string, payload?: Readonly<Record<string, unknown>>];

/** Wire facts with the ids `f0001`, `f0002` ... in the order given. */
export function wireFacts(facts: readonly ShortFact[], shop = 'ivy'): readonly WireFact[] {
  return facts.map(([type, when, payload], index) => ({
    id: `f${String(index + 1).padStart(4, '0')}`,
    shop,
    type,
    occurredAt: when.includes('T') ? when : `${when}T12:00:00Z`,
    ...payload,
  }));
}

/** The facts, recorded at once before the first close. */
export function recorded(...facts: readonly ShortFact[]): readonly OracleFact[] {
  return recordAtOnce(wireFacts(facts));
}

export const opened = (day: string, more: Readonly<Record<string, unknown>> = {}): readonly ShortFact[] => [
  [
    'shop.opened',
    `${day}T00:00:00Z`,
    {
      marketplace: 'us',
      name: 'Ivy',
      registrationType: 'corporate',
      registeredName: 'Ivy Goods',
      probation: false,
      ...more,
    },
  ],
  ['bank-account.verified', `${day}T00:00:01Z`, { account: 'bank-1', last4: '0001', holderName: 'Ivy Goods' }],
];

/** An order of one SKU, shipped in time and, with a day for it, delivered. */
export function order(id: string, placed: string, gross: string, delivered: string | null): readonly ShortFact[] {
  return [
    [
      'order.placed',
      placed,
      {
        order: id,
        shipBy: `${placed}T23:59:59Z`,
        shipping: 'ship-by-seller',
        lines: [{ sku: `sku-${id}`, name: 'Thing', quantity: 1, amount: gross }],
      },
    ],
    ['order.shipped', `${placed}T18:00:00Z`, { order: id }],
    ...(delivered === null ? [] : [['order.delivered', delivered, { order: id }] as const]),
  ];
}

export function refund(
  id: string,
  on: string,
  amount: string,
  more: Readonly<Record<string, unknown>> = {},
): ShortFact {
  return [
    'order.refunded',
    on,
    {
      order: id,
      refund: `refund-${id}-${on}-${amount}`,
      lines: [{ sku: `sku-${id}`, quantity: 1, amount }],
      fault: 'seller',
      ...more,
    },
  ];
}
