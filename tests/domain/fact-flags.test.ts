import { describe, expect, test } from 'vitest';
import { admit } from '../support/facts';
import { ivyOpens } from '../support/ivy';

const placed = {
  type: 'order.placed',
  occurredAt: '2026-03-02T10:00:00Z',
  order: 'A',
  shipBy: '2026-03-05T10:00:00Z',
  shipping: 'ship-by-seller',
  lines: [{ sku: 'cup', name: 'Cup', quantity: 1, amount: '20.00' }],
};
const delivered = { id: 'arrives', type: 'order.delivered', occurredAt: '2026-03-04T10:00:00Z', order: 'A' };
const refund = (id: string, amount: string) => ({
  ...{ id, type: 'order.refunded', occurredAt: '2026-03-06T10:00:00Z', order: 'A', refund: id, fault: 'seller' },
  lines: [{ sku: 'cup', quantity: 1, amount }],
});

/** What of a batch is flagged: fact number, flag. */
function flagged(...wires: Parameters<typeof admit>[0]): readonly string[] {
  return admit([...ivyOpens(), ...wires]).flags.flagged.map(({ order, flag }) => `${order}: ${flag}`);
}

describe('Facts that ops are told of', () => {
  test('a delivery of an order that did not arrive waits for it (R2.3)', () => {
    expect(flagged(delivered)).toEqual(['A: waiting']);
  });

  test('with its order in the same file it waits for nothing', () => {
    expect(flagged(delivered, placed)).toEqual([]);
  });

  test('refunds of 15.00 + 10.00 of an order over 20.00: the second has no effect (R2.5, R4.5)', () => {
    const early = { ...placed, occurredAt: '2026-03-07T10:00:00Z' };
    expect(flagged(refund('R1', '15.00'), refund('R2', '10.00'), early)).toEqual(['A: without-effect']);
  });

  test('a kind that the engine does not know is flagged, one that it knows is not (R3.3)', () => {
    const adjustment = { type: 'adjustment.posted', occurredAt: '2026-03-06T10:00:00Z', amount: '-1.00', reason: 'x' };
    const known = { ...adjustment, id: 'k', kind: 'platform-penalty' };
    expect(flagged({ ...adjustment, id: 'u', kind: 'mystery-fee' }, known)).toEqual(['null: unknown-kind']);
  });
});
