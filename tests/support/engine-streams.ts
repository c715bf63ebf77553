import fc from 'fast-check';
import { addDays, type PlainDate, plainDate } from '@/domain/calendar/plain-date';
import type { RecordedFact } from '@/domain/fact/fact';
import { POLICIES } from '@/domain/policy/books';
import { type Books, replay } from '@/domain/replay';
import { lateStream, shopStream } from '../properties/generators';
import { recordBatches } from './facts';
import { operate } from './operated';

/** A generated shop, as the engine recorded it. */
export interface EngineStream {
  readonly openedOn: string;
  readonly through: string;
  readonly facts: readonly RecordedFact[];
}

const choices = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 20, maxLength: 60 });

/** Shops whose bank, seller and ops staff act on the books day by day. */
export const operatedShop: fc.Arbitrary<EngineStream> = fc
  .tuple(shopStream, choices)
  .map(([{ openedOn, through, facts }, led]) => ({
    openedOn,
    through,
    facts: operate(recordBatches([{ firstOpenDay: openedOn, facts }]), through, led),
  }));

/** The same, with facts that come up to 30 days late and before their orders. */
export const lateShop: fc.Arbitrary<EngineStream> = fc
  .tuple(lateStream, choices)
  .map(([{ openedOn, through, batches }, led]) => ({
    openedOn,
    through,
    facts: operate(recordBatches(batches), through, led),
  }));

/** The books of recorded facts through a day. */
export function booksOf(facts: readonly RecordedFact[], through: string): Books {
  const books = replay(facts, POLICIES, plainDate(through));
  if (books === null) throw new Error('the shop is not open');
  return books;
}

/** Cuts the days from one to another into runs of the given lengths, used over and over. */
export function endsOf(openedOn: string, through: string, lengths: readonly number[]): PlainDate[] {
  const ends: PlainDate[] = [];
  const last = plainDate(through);
  let day = addDays(plainDate(openedOn), -1);
  for (let index = 0; day < last; index += 1) {
    day = addDays(day, lengths[index % lengths.length] ?? 1);
    if (day > last) day = last;
    ends.push(day);
  }
  return ends;
}
