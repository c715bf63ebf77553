import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFact, writeFact } from '@/contracts/fact';
import { plainDate } from '@/domain/calendar/plain-date';
import { canonicalContent } from '@/domain/fact/canonical';
import { type Fact, IMPORTED_TYPES } from '@/domain/fact/fact';
import { admitFacts, type ShopRecord } from '@/domain/fact/recording';
import { factsByOrder } from '@/domain/order/order';
import { POLICIES } from '@/domain/policy/books';
import { replay } from '@/domain/replay';
import { emptyRecord } from '../support/facts';
import { isImportable, shopStream } from './generators';

/** Wire facts of a shop as an imported file may hold them, read through the codec. */
const importable = shopStream.map((stream) => ({ ...stream, facts: stream.facts.filter(isImportable) }));

function readAll(wires: readonly unknown[]): Fact[] {
  return wires.flatMap((wire) => {
    const read = readFact(wire, 'file');
    return read.ok ? [read.value] : [];
  });
}

const admit = (facts: readonly Fact[], record: ShopRecord = emptyRecord('shop-1')) =>
  admitFacts(
    record,
    facts.map((fact, index) => ({ line: index + 1, fact })),
    POLICIES,
  );

/** Values that break readers: wrong types, wrong shapes, numbers that are almost right. */
const nasty = fc.oneof(
  fc.anything(),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\uD800',
    'NaN',
    'Infinity',
    '-0',
    '-0.00',
    '1e3',
    '0x10',
    '1,000.00',
    '99999999999999999999',
    '0.001',
    '__proto__',
    'constructor',
    '2026-02-30T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    'us',
    'order.placed',
    'payout.paid',
  ),
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 2 ** 53, Number.NaN, [], {}, [[]], { toString: 'no' }),
);

const mutated = importable.chain((stream) =>
  fc.tuple(fc.nat(), fc.nat(), nasty, fc.boolean(), fc.string()).map(([which, field, value, drop, key]) => {
    const fact = stream.facts[which % stream.facts.length] ?? {};
    const keys = [...Object.keys(fact), key];
    const name = keys[field % keys.length] ?? key;
    const { [name]: _gone, ...rest } = fact as Record<string, unknown>;
    return { ...stream, hostile: drop ? rest : { ...rest, [name]: value } };
  }),
);

describe('Hostile input changes nothing (R2.4)', { timeout: 30_000 }, () => {
  it('anything at all is read or refused with a reason; nothing throws', () => {
    fc.assert(
      fc.property(nasty, fc.constantFrom('file', 'command'), (value, origin) => {
        const read = readFact(value, origin as 'file');
        if (!read.ok) expect(read.refusal.reason).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });

  it('a fact with a spoilt field is read or refused with a reason; what is read is written and read back the same', () => {
    fc.assert(
      fc.property(mutated, ({ hostile }) => {
        const read = readFact(hostile, 'file');
        if (!read.ok) {
          expect(read.refusal.reason).not.toBe('');
          return;
        }
        const again = readFact(JSON.parse(writeFact(read.value)), 'file');
        expect(again.ok && canonicalContent(again.value)).toBe(canonicalContent(read.value));
      }),
      { numRuns: 200 },
    );
  });

  it('a file holds no facts that only commands write', () => {
    const types = ['payout.paid', 'bill.cleared', 'appeal.granted', 'bank-account.verified', 'shop.reserve-level-set'];
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.object(), (type, payload) => {
        const read = readFact({ ...payload, id: 'x', shop: 's', type, occurredAt: '2026-01-01T00:00:00Z' }, 'file');
        expect(read).toMatchObject({ ok: false, refusal: { field: 'type' } });
      }),
    );
    expect(IMPORTED_TYPES.filter((type) => types.includes(type))).toEqual([]);
  });

  it('whatever the codec lets through, recording accepts or refuses and the books still close', () => {
    fc.assert(
      fc.property(mutated, ({ facts, hostile, through }) => {
        const { recorded, refusals } = admit(readAll([...facts.filter((fact) => fact.id !== hostile.id), hostile]));
        for (const refusal of refusals) expect(refusal.reason).not.toBe('');
        const opened = recorded.find(({ fact }) => fact.type === 'shop.opened');
        // A spoilt opening may lie centuries away; only days that the stream covers are closed.
        if (opened !== undefined && opened.effectiveOn >= '2025-01-01') replay(recorded, POLICIES, plainDate(through));
      }),
      { numRuns: 100 },
    );
  });

  it('every stored fact sent again with other content is refused, and the record stays as it was', () => {
    fc.assert(
      fc.property(importable, ({ facts }) => {
        const known = admit(readAll(facts)).recorded;
        const opened = known[0];
        if (opened === undefined) throw new Error('nothing was recorded');
        const record: ShopRecord = {
          ...emptyRecord('shop-1'),
          book: POLICIES.us ?? null,
          firstOpenDay: opened.effectiveOn,
          nextNo: known.length + 1,
          contentById: new Map(known.map(({ fact }) => [fact.id, canonicalContent(fact)])),
          orders: factsByOrder(known),
        };
        const altered = known.map(({ fact }) => ({ ...fact, shop: 'someone-else' }) as Fact);
        const admission = admit(altered, record);
        expect(admission.recorded).toEqual([]);
        expect(admission.refusals).toHaveLength(known.length);
      }),
      { numRuns: 30 },
    );
  });

  it('refused facts among good ones leave the good ones as they are', () => {
    const garbage = fc.array(nasty, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(importable, garbage, fc.nat(), ({ facts }, bad, where) => {
        const spoilt = [...facts.slice(0, where % facts.length), ...bad, ...facts.slice(where % facts.length)];
        expect(admit(readAll(spoilt)).recorded).toEqual(admit(readAll(facts)).recorded);
      }),
      { numRuns: 50 },
    );
  });
});
