import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '@/domain/money/money';
import { compare, type Ours, type Theirs } from '@/domain/reconciliation/compare';

const place = { marketplace: 'us', shopId: 1, bill: null, payout: null } as const;

function oursOf(no: number, amount: bigint): Ours {
  return {
    ...{ key: `pay_${no}`, flow: 'captured', group: `bil_${no}`, amount: minor(amount), currency: 'USD' },
    ...{ isPending: false, place, reference: `pi_${no}` },
  };
}

function theirsOf(no: number, amount: bigint, id = `pi_${no}`): Theirs {
  return {
    ...{ id, flow: 'captured', key: `pay_${no}`, group: `bil_${no}`, amount: minor(amount), currency: 'USD' },
    ...{ isPending: false, place },
  };
}

const PLANTS = ['none', 'none', 'none', 'lost', 'double', 'other-amount', 'only-ours'] as const;

const payments = fc.array(
  fc.record({ plant: fc.constantFrom(...PLANTS), amount: fc.bigInt({ min: 1n, max: 10_000_000n }) }),
  { maxLength: 40 },
);

/** Both sides with the planted differences, and what should be found: kinds by the provider's id. */
function planted(list: readonly { readonly plant: (typeof PLANTS)[number]; readonly amount: bigint }[]) {
  const theirs: Theirs[] = [];
  const ours: Ours[] = [];
  const expected: string[] = [];
  for (const [no, { plant, amount }] of list.entries()) {
    if (plant !== 'lost') ours.push(oursOf(no, amount));
    if (plant !== 'only-ours') theirs.push(theirsOf(no, plant === 'other-amount' ? amount + 1n : amount));
    if (plant === 'double') theirs.push(theirsOf(no, amount, `pi_${no}_again`));
    if (plant !== 'none') expected.push(`${plant} ${no}`);
  }
  return { theirs, ours, expected: expected.sort() };
}

const numberOf = (reference: string): string => /\d+/.exec(reference)?.[0] ?? '';

describe('Comparing two sides', () => {
  test('finds exactly what was planted, whatever it is', () => {
    fc.assert(
      fc.property(payments, (list) => {
        const { theirs, ours, expected } = planted(list);
        const { items } = compare(theirs, ours);
        expect(items.map(({ kind, reference }) => `${kind} ${numberOf(reference)}`).sort()).toEqual(expected);
      }),
    );
  });

  test('the order of either side does not matter', () => {
    fc.assert(
      fc.property(
        payments.chain((list) => {
          const { theirs, ours } = planted(list);
          const shuffled = <Item>(items: readonly Item[]) =>
            fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
          return fc.tuple(fc.constant(theirs), fc.constant(ours), shuffled(theirs), shuffled(ours));
        }),
        ([theirs, ours, otherTheirs, otherOurs]) => {
          expect(compare(otherTheirs, otherOurs)).toEqual(compare(theirs, ours));
        },
      ),
    );
  });

  test('theirs less ours is what the items come to', () => {
    fc.assert(
      fc.property(payments, (list) => {
        const { theirs, ours } = planted(list);
        const { totals, items } = compare(theirs, ours);
        const differs = totals.reduce((sum, total) => sum + total.theirs - total.ours, 0n);
        expect(items.reduce((sum, item) => sum + item.theirs - item.ours, 0n)).toBe(differs);
      }),
    );
  });
});

describe('Comparing', () => {
  test('what is on its way on either side is in transit, and no difference', () => {
    const theirs = [{ ...theirsOf(1, 500n), isPending: true }];
    const ours = [{ ...oursOf(2, 700n), isPending: true }];
    const { items, totals } = compare(theirs, ours);
    expect([items, totals]).toMatchObject([[], [{ theirs: 0n, ours: 0n, inTransit: 1200n }]]);
  });

  test('of two captures of one payment the one with our amount is ours, the other the double', () => {
    const { items } = compare([theirsOf(1, 900n, 'pi_a'), theirsOf(1, 500n, 'pi_b')], [oursOf(1, 500n)]);
    expect(items).toMatchObject([{ kind: 'double', reference: 'pi_a', theirs: 900n }]);
  });

  test('a capture of a bill that was paid another day is a double', () => {
    const { items } = compare([{ ...theirsOf(1, 500n), key: 'pay_other' }], [], ['bil_1']);
    expect(items).toMatchObject([{ kind: 'double' }]);
  });

  test('the same number of 5.00 in another currency is another amount', () => {
    const { items } = compare([{ ...theirsOf(1, 500n), currency: 'BRL' }], [oursOf(1, 500n)]);
    expect(items).toMatchObject([{ kind: 'other-amount' }]);
  });
});
