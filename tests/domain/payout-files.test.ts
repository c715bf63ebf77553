import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import {
  expectedSums,
  fileSumName,
  type PayoutFile,
  pairFileSums,
  type UnnamedLine,
} from '@/domain/reconciliation/payout-files';

/** Made on Wednesday 11 March, due on the 12th: 100.00 for companies and 50.00 for persons. */
const FILE: PayoutFile = {
  id: '2026-03-11-A',
  currency: 'USD',
  createdOn: plainDate('2026-03-11'),
  effectiveOn: plainDate('2026-03-12'),
  batches: { CCD: minor(10_000n), PPD: minor(5_000n) },
};
const NEXT: PayoutFile = {
  ...FILE,
  id: '2026-03-12-A',
  createdOn: plainDate('2026-03-12'),
  effectiveOn: plainDate('2026-03-13'),
};

const line = (id: number, bookedOn: string, cents: bigint, currency = 'USD'): UnnamedLine => ({
  ...{ id, bookedOn: plainDate(bookedOn), amount: minor(cents), currency },
});

/** What lines paid, as "line: sum". */
function paid(files: readonly PayoutFile[], ...lines: readonly UnnamedLine[]): readonly string[] {
  return [...pairFileSums(files, lines)].map(([id, sum]) => `${id}: ${fileSumName(sum)}`);
}

/** What is expected of a file, as "sum amount by line". */
function expected(file: PayoutFile, ...lines: readonly UnnamedLine[]): readonly string[] {
  return expectedSums(file, pairFileSums([file], lines), lines).map(
    (sum) => `${fileSumName(sum)} ${sum.amount} by ${sum.firstLine?.id ?? 'none'}`,
  );
}

describe('A file of payouts, 100.00 for companies + 50.00 for persons', () => {
  it('is paid by one sum of 150.00', () => {
    expect(paid([FILE], line(1, '2026-03-12', 15_000n))).toEqual(['1: 2026-03-11-A']);
  });

  it('is paid by its batches of 100.00 and 50.00', () => {
    expect(paid([FILE], line(1, '2026-03-12', 5_000n), line(2, '2026-03-12', 10_000n))).toEqual([
      '1: 2026-03-11-A:PPD',
      '2: 2026-03-11-A:CCD',
    ]);
  });

  it('of five days, that of the 12th never paid: the lines of the 13th to 16th pay their own, and the hole stays on the 12th', () => {
    const days = ['12', '13', '14', '15', '16'];
    const files = days.map((day) => ({ ...FILE, id: `2026-03-${day}`, effectiveOn: plainDate(`2026-03-${day}`) }));
    const lines = days.slice(1).map((day) => line(Number(day), `2026-03-${day}`, 15_000n));
    expect(paid(files, ...lines)).toEqual(['13: 2026-03-13', '14: 2026-03-14', '15: 2026-03-15', '16: 2026-03-16']);
  });

  it('is not paid by 149.99', () => {
    expect(paid([FILE], line(1, '2026-03-12', 14_999n))).toEqual([]);
  });

  it('is not paid by 150.00 in another currency', () => {
    expect(paid([FILE], line(1, '2026-03-12', 15_000n, 'BRL'))).toEqual([]);
  });

  it.each([
    ['before it was made', '2026-03-10', []],
    ['on the day of its making', '2026-03-11', ['1: 2026-03-11-A']],
    ['5 days after it was due', '2026-03-17', ['1: 2026-03-11-A']],
    ['6 days after it was due', '2026-03-18', []],
  ])('booked %s', (_, day, pairs) => {
    expect(paid([FILE], line(1, day, 15_000n))).toEqual(pairs);
  });

  it('booked whole is not booked by its batches as well: 100.00 more is something else', () => {
    expect(paid([FILE], line(1, '2026-03-12', 15_000n), line(2, '2026-03-12', 10_000n))).toEqual(['1: 2026-03-11-A']);
  });

  it('booked twice was paid twice', () => {
    expect(paid([FILE], line(1, '2026-03-12', 15_000n), line(2, '2026-03-13', 15_000n))).toEqual([
      '1: 2026-03-11-A',
      '2: 2026-03-11-A',
    ]);
  });
});

describe('Two files of 150.00, due on the 12th and on the 13th', () => {
  it('are paid in their order, whatever the order of the lines', () => {
    const pairs = paid([NEXT, FILE], line(9, '2026-03-13', 15_000n), line(8, '2026-03-12', 15_000n));
    expect(pairs).toEqual(['8: 2026-03-11-A', '9: 2026-03-12-A']);
  });

  it('one line of 150.00 leaves the later one open', () => {
    expect(paid([FILE, NEXT], line(1, '2026-03-12', 15_000n))).toEqual(['1: 2026-03-11-A']);
  });
});

describe('A file is expected', () => {
  it('whole, as long as the bank has booked nothing of it: 100.00 + 50.00 = 150.00', () => {
    expect(expected(FILE)).toEqual(['2026-03-11-A 15000 by none']);
  });

  it('by its batches, once one of them is booked', () => {
    expect(expected(FILE, line(1, '2026-03-12', 10_000n))).toEqual([
      '2026-03-11-A:CCD 10000 by 1',
      '2026-03-11-A:PPD 5000 by none',
    ]);
  });

  it('whole where it has one batch', () => {
    const persons = { ...FILE, batches: { CCD: minor(0n), PPD: minor(5_000n) } };
    expect(expected(persons, line(1, '2026-03-12', 5_000n))).toEqual(['2026-03-11-A 5000 by 1']);
  });

  it('paid by the first of two lines', () => {
    expect(expected(FILE, line(2, '2026-03-13', 15_000n), line(1, '2026-03-12', 15_000n))).toEqual([
      '2026-03-11-A 15000 by 1',
    ]);
  });
});
