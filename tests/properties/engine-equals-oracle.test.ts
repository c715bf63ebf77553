import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { POLICIES } from '@/domain/policy/books';
import { replay } from '@/domain/replay';
import { type ArrivingBatch, recordBatches } from '../support/facts';
import { oracleForm } from '../support/oracle-form';
import { lateStream, recordedStream } from './generators';
import { oracleBooks } from './oracle';
import { comparable } from './oracle/comparable';

function engineBooks(batches: readonly ArrivingBatch[], through: string) {
  const books = replay(recordBatches(batches), POLICIES, plainDate(through));
  if (books === null) throw new Error('the shop is not open');
  return comparable(oracleForm(books));
}

describe('The engine and the naive oracle, written apart from the same rules, give the same books', () => {
  it('for facts that were all recorded before the first close', () => {
    fc.assert(
      fc.property(recordedStream, ({ facts, recorded, openedOn, through }) => {
        const engine = engineBooks([{ firstOpenDay: openedOn, facts }], through);
        expect(engine).toEqual(comparable(oracleBooks(recorded, { through })));
      }),
      { numRuns: 100 },
    );
  }, 120_000);

  it('for facts that come up to 30 days late and before their orders', () => {
    fc.assert(
      fc.property(lateStream, ({ batches, recorded, through }) => {
        expect(engineBooks(batches, through)).toEqual(comparable(oracleBooks(recorded, { through })));
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});
