import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import type { RecordedFact } from '@/domain/fact/fact';
import { POLICIES } from '@/domain/policy/books';
import { replay } from '@/domain/replay';
import { type ArrivingBatch, fact, recordBatches } from '../support/facts';
import { oracleForm } from '../support/oracle-form';
import { earlyStream, lateStream, operatedStream, recordedStream } from './generators';
import { oracleBooks } from './oracle';
import { comparable } from './oracle/comparable';
import type { OracleFact } from './oracle/types';

const RUNS = { numRuns: 60 };
/** The oracle recomputes all from nothing every day: it is slow on purpose. */
const PATIENCE = 120_000;

function engineBooks(recorded: readonly RecordedFact[], through: string) {
  const books = replay(recorded, POLICIES, plainDate(through));
  if (books === null) throw new Error('the shop is not open');
  return comparable(oracleForm(books));
}

function atOnce(openedOn: string, facts: ArrivingBatch['facts']): readonly RecordedFact[] {
  return recordBatches([{ firstOpenDay: openedOn, facts }]);
}

/** What commands wrote while days were closed, as it stands in the record. */
function commandFacts(recorded: readonly OracleFact[], zone: string): readonly RecordedFact[] {
  return recorded
    .filter((one) => one.fact.id.startsWith('command-'))
    .map((one) => {
      const read = fact(one.fact);
      return {
        no: one.no,
        occurredOn: dayOf(read.occurredAt, zone),
        effectiveOn: plainDate(one.effectiveOn),
        fact: read,
      };
    });
}

describe('The engine and the naive oracle, written apart from the same rules, give the same books', () => {
  it('for facts that were all recorded before the first close', { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(recordedStream, ({ facts, recorded, openedOn, through }) => {
        expect(engineBooks(atOnce(openedOn, facts), through)).toEqual(comparable(oracleBooks(recorded, { through })));
      }),
      RUNS,
    );
  });

  it('for facts that come up to 30 days late and before their orders', { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(lateStream, ({ batches, recorded, through }) => {
        expect(engineBooks(recordBatches(batches), through)).toEqual(comparable(oracleBooks(recorded, { through })));
      }),
      RUNS,
    );
  });

  it('for facts from before the opening', { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(earlyStream, ({ facts, recorded, openedOn, through }) => {
        expect(engineBooks(atOnce(openedOn, facts), through)).toEqual(comparable(oracleBooks(recorded, { through })));
      }),
      RUNS,
    );
  });

  it('with a bank that fails, bills that are paid and reversed, and appeals', { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(operatedStream, ({ marketplace, facts, recorded, openedOn, through }) => {
        const commands = commandFacts(recorded, POLICIES[marketplace]?.zone ?? 'UTC');
        const engine = engineBooks([...atOnce(openedOn, facts), ...commands], through);
        expect(engine).toEqual(comparable(oracleBooks(recorded, { through })));
      }),
      { numRuns: 20 },
    );
  });
});
