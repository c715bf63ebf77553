import type { PlainDate } from '@/domain/calendar/plain-date';
import { sum } from '@/domain/money/money';
import type { NachaOrigin } from '../../env';
import {
  BLOCKING_FACTOR,
  batchControl,
  batchHeader,
  entryDetail,
  entryHash,
  fileControl,
  fileHeader,
  type NachaBatch,
  type NachaEntry,
  type NachaTotals,
  RECORD_LENGTH,
} from './records';

/** A payout to put into a file. */
export interface NachaPayout extends Omit<NachaEntry, 'sequence'> {
  readonly isCorporate: boolean;
}

/** A file of payouts. */
export interface NachaFile {
  readonly origin: NachaOrigin;
  readonly createdOn: PlainDate;
  /** The day on which the money is to arrive. */
  readonly effectiveOn: PlainDate;
  /** Letter or digit that tells files of one day apart: A for the first. */
  readonly modifier: string;
  readonly payouts: readonly NachaPayout[];
}

function batchesOf(payouts: readonly NachaPayout[]): readonly NachaBatch[] {
  const numbered = payouts.map((payout, index) => ({ ...payout, sequence: index + 1 }));
  const classes = [
    ['CCD', numbered.filter(({ isCorporate }) => isCorporate)],
    ['PPD', numbered.filter(({ isCorporate }) => !isCorporate)],
  ] as const;
  return classes
    .filter(([, entries]) => entries.length > 0)
    .map(([entryClass, entries], index) => ({ number: index + 1, entryClass, entries }));
}

function totalsOf(entries: readonly NachaEntry[]): NachaTotals {
  return {
    count: entries.length,
    hash: entryHash(entries.map(({ routing }) => routing)),
    credit: sum(entries.map(({ amount }) => amount)),
  };
}

function recordsOf(origin: NachaOrigin, batch: NachaBatch, effectiveOn: PlainDate): readonly string[] {
  return [
    batchHeader(origin, batch, effectiveOn),
    ...batch.entries.map((entry) => entryDetail(origin, entry)),
    batchControl(origin, batch, totalsOf(batch.entries)),
  ];
}

/**
 * Writes payouts as an ACH credit file in the format of Nacha: records of 94 characters in blocks of ten, a batch for companies (CCD) and one
 * for persons (PPD). The same payouts make the same bytes.
 * @throws Error where an amount or a number does not fit its field
 * @example writeNacha({ origin, createdOn, effectiveOn, modifier: 'A', payouts }) // "101 110000000..."
 */
export function writeNacha({ origin, createdOn, effectiveOn, modifier, payouts }: NachaFile): string {
  const batches = batchesOf(payouts);
  const records = batches.flatMap((batch) => recordsOf(origin, batch, effectiveOn));
  const blocks = Math.ceil((records.length + 2) / BLOCKING_FACTOR);
  const filling = Array.from({ length: blocks * BLOCKING_FACTOR - records.length - 2 }, () =>
    '9'.repeat(RECORD_LENGTH),
  );
  const lines = [
    fileHeader(origin, createdOn, modifier),
    ...records,
    fileControl(batches.length, blocks, totalsOf(batches.flatMap(({ entries }) => entries))),
    ...filling,
  ];
  return `${lines.join('\n')}\n`;
}
