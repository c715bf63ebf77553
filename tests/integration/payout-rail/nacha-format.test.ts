import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { type NachaPayout, writeNacha } from '@/server/exports/nacha/file';

// Written from the format's description: positions count from 1, both ends included.

const ORIGIN = {
  routing: '021000021',
  bankName: 'Harbour Bank',
  companyId: '1234567890',
  companyName: 'Evenkeel Market',
};

const toCompany: NachaPayout = {
  routing: '110000000',
  accountNumber: '000123456789',
  isSavings: false,
  amount: minor(7528n),
  reference: 'P1-1',
  holderName: 'Ivy Ceramics LLC',
  isCorporate: true,
};
const toPerson: NachaPayout = {
  routing: '061000104',
  accountNumber: '4417',
  isSavings: true,
  amount: minor(1618n),
  reference: 'P2-7',
  holderName: 'José Ångström',
  isCorporate: false,
};

function write(payouts: readonly NachaPayout[] = [toCompany, toPerson]): string[] {
  const [createdOn, effectiveOn] = [plainDate('2026-03-11'), plainDate('2026-03-12')];
  const text = writeNacha({ origin: ORIGIN, createdOn, effectiveOn, modifier: 'A', payouts });
  return text.split('\n').slice(0, -1);
}

const at = (record: string | undefined, first: number, last: number): string => (record ?? '').slice(first - 1, last);
const ofType = (records: readonly string[], type: string) =>
  records.filter((record) => record.startsWith(type) && record !== '9'.repeat(94));

describe('a NACHA file of 75.28 to a company and 16.18 to a person', () => {
  it('every record has 94 characters', () => {
    expect(new Set(write().map((record) => record.length))).toEqual(new Set([94]));
  });

  it('9 records become 10: the block is filled with nines', () => {
    const records = write();
    expect(records).toHaveLength(10);
    expect(records[8]?.slice(0, 1)).toBe('9');
    expect(records[9]).toBe('9'.repeat(94));
  });

  it('the blocks that the file says it has are those that it has: 19 entries, 3 blocks of 10', () => {
    const records = write(Array.from({ length: 19 }, () => toCompany));
    expect(records).toHaveLength(30);
    expect(at(ofType(records, '9')[0], 8, 13)).toBe('000003');
  });

  it('a full block is not filled: 6 entries of one batch make 10 records', () => {
    expect(write(Array.from({ length: 6 }, () => toCompany))).toHaveLength(10);
  });

  it('the header names both banks, the day, the sizes', () => {
    const [header] = write();
    expect(at(header, 1, 3)).toBe('101');
    expect(at(header, 4, 13)).toBe(' 021000021');
    expect(at(header, 14, 23)).toBe('1234567890');
    expect(at(header, 24, 29)).toBe('260311');
    expect(at(header, 34, 40)).toBe('A094101');
    expect(at(header, 41, 63)).toBe('HARBOUR BANK'.padEnd(23));
    expect(at(header, 64, 86)).toBe('EVENKEEL MARKET'.padEnd(23));
  });

  it('companies and persons have batches of their own, credits only, for the next business day', () => {
    const headers = ofType(write(), '5');
    expect(headers.map((header) => at(header, 51, 53))).toEqual(['CCD', 'PPD']);
    expect(headers.map((header) => at(header, 2, 4))).toEqual(['220', '220']);
    expect(headers.map((header) => at(header, 54, 63))).toEqual(['PAYOUT    ', 'PAYOUT    ']);
    expect(headers.map((header) => at(header, 70, 75))).toEqual(['260312', '260312']);
    expect(headers.map((header) => at(header, 79, 94))).toEqual(['1021000020000001', '1021000020000002']);
  });

  it('an entry credits a current account: bank, number, cents, reference, name, trace', () => {
    const [entry] = ofType(write(), '6');
    expect(at(entry, 2, 3)).toBe('22');
    expect(at(entry, 4, 12)).toBe('110000000');
    expect(at(entry, 13, 29)).toBe('000123456789     ');
    expect(at(entry, 30, 39)).toBe('0000007528');
    expect(at(entry, 40, 54)).toBe('P1-1           ');
    expect(at(entry, 55, 76)).toBe('IVY CERAMICS LLC'.padEnd(22));
    expect(at(entry, 79, 94)).toBe('0021000020000001');
  });

  it('the person’s account is a savings account: 32 instead of 22', () => {
    expect(ofType(write(), '6').map((entry) => at(entry, 2, 3))).toEqual(['22', '32']);
  });

  it('names lose their marks, since the network has no such letters', () => {
    expect(at(ofType(write(), '6')[1], 55, 76)).toBe('JOSE ANGSTROM'.padEnd(22));
  });

  it('hash of a batch: the banks’ first eight digits, added; of the file: 11000000 + 06100010 = 17100010', () => {
    const records = write();
    expect(ofType(records, '8').map((control) => at(control, 11, 20))).toEqual(['0011000000', '0006100010']);
    expect(at(ofType(records, '9')[0], 22, 31)).toBe('0017100010');
  });

  it('a hash of more than ten digits keeps the last ten: 900 x 11000000 + 200 x 06100010 = 11120002000', () => {
    const many = [
      ...Array.from({ length: 900 }, () => toCompany),
      ...Array.from({ length: 200 }, () => ({ ...toPerson, isCorporate: true })),
    ];
    expect(at(ofType(write(many), '9')[0], 22, 31)).toBe('1120002000');
  });

  it('totals: no debit, credits 75.28 + 16.18 = 91.46', () => {
    const records = write();
    expect(ofType(records, '8').map((control) => at(control, 21, 44))).toEqual([
      '000000000000000000007528',
      '000000000000000000001618',
    ]);
    const [control] = ofType(records, '9');
    expect(at(control, 32, 55)).toBe('000000000000000000009146');
    expect(at(control, 2, 7)).toBe('000002');
    expect(at(control, 14, 21)).toBe('00000002');
  });

  it('traces are in ascending order and unique in the file', () => {
    expect(ofType(write(), '6').map((entry) => at(entry, 80, 94))).toEqual(['021000020000001', '021000020000002']);
  });

  it('an amount of eleven digits of cents is refused, not cut', () => {
    expect(() => write([{ ...toCompany, amount: minor(10_000_000_000n) }])).toThrow(/does not fit 10 digits/);
  });
});
