import { describe, expect, it } from 'vitest';
import { type BankLine, type MatchPlan, planMatch, type TransferBill, unknownLines } from '@/domain/bill/bank-line';
import { makeReference } from '@/domain/bill/reference';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';

const LINE: BankLine = {
  bookedOn: plainDate('2026-03-13'),
  amount: minor(5000n),
  currency: 'USD',
  counterparty: '',
  description: '',
  bankReference: null,
  fingerprint: 'test',
};

function billOf(bill: string, amount: bigint, payer: string, currency = 'USD'): TransferBill {
  return {
    shopId: 1,
    bill,
    reference: makeReference(bill),
    currency,
    amount: minor(amount),
    payer,
    createdOn: plainDate('2026-03-13'),
  };
}

/** The bill that a line is matched with or suggested for, or "unmatched". */
function planned(
  line: BankLine,
  named: readonly TransferBill[],
  awaited: readonly TransferBill[],
  payout: string | null = null,
): string {
  const { status, bill }: MatchPlan = planMatch(line, { named, awaited, payout });
  return bill === null ? status : `${status} ${bill.bill}`;
}

const IVY = billOf('IVY1', 5000n, 'Ivy Hart');
const MARLOW = billOf('MARLOW1', 5000n, 'Marlow Paper Ltd');
const ROOK = billOf('ROOK1', 2000n, 'Rook & Söhne');

describe('What a bank line is taken for (R8.5)', () => {
  it('the reference decides, whatever the amount and the name', () => {
    const line = { ...LINE, amount: minor(1n), counterparty: 'Marlow Paper Ltd' };
    expect(planned(line, [IVY], [MARLOW, ROOK])).toBe('matched IVY1');
  });

  it('a reference in another currency, or of two bills, is followed by nobody', () => {
    expect(planned({ ...LINE, currency: 'BRL' }, [IVY], [IVY])).toBe('unmatched');
    expect(planned(LINE, [IVY, ROOK], [IVY, ROOK])).toBe('unmatched');
  });

  it('50.00 awaited from two payers: the name tells which', () => {
    expect(planned(LINE, [], [IVY, MARLOW])).toBe('unmatched');
    expect(planned({ ...LINE, counterparty: 'MARLOW PAPER LTD.' }, [], [IVY, MARLOW])).toBe('suggested MARLOW1');
  });

  it('the name of one bill and the amount of another contradict each other', () => {
    expect(planned({ ...LINE, counterparty: 'rook + sohne' }, [], [IVY, ROOK])).toBe('unmatched');
    expect(planned({ ...LINE, amount: minor(1n), counterparty: 'rook sohne' }, [], [IVY, ROOK])).toBe(
      'suggested ROOK1',
    );
  });

  it("no name is nobody's name; another currency is another amount", () => {
    const nameless = billOf('NONE1', 7000n, '');
    expect(planned(LINE, [], [nameless])).toBe('unmatched');
    expect(planned({ ...LINE, currency: 'BRL', counterparty: 'Ivy Hart' }, [], [IVY])).toBe('unmatched');
  });

  it('money that was booked on 11 March is not for a bill of 13 March; on the 12th, it may be the time zone', () => {
    const booked = (day: string) => ({ ...LINE, counterparty: 'Ivy Hart', bookedOn: plainDate(day) });
    expect(planned(booked('2026-03-11'), [], [IVY])).toBe('unmatched');
    expect(planned(booked('2026-03-12'), [], [IVY])).toBe('suggested IVY1');
    expect(planned(booked('2026-03-11'), [IVY], [])).toBe('matched IVY1');
  });
});

describe('Money that names a payout', () => {
  const back = 'EKPO2603090003004412';

  it('came back: it is suggested for no bill, though 50.00 is awaited', () => {
    expect(planned({ ...LINE, counterparty: 'Ivy Hart' }, [], [IVY], back)).toBe('unmatched');
  });

  it('and the reference of a bill pays the bill: who pays may tell which payout failed', () => {
    expect(planned(LINE, [IVY], [], back)).toBe('matched IVY1');
  });
});

describe('Which lines of a file are new', () => {
  const told = (...names: string[]) => names.map((fingerprint): BankLine => ({ ...LINE, fingerprint }));
  const fresh = (file: readonly string[], ...stored: string[]) =>
    unknownLines(told(...file), stored).map(({ fingerprint }) => fingerprint);

  it('of one bank reference, day and amount: a line of other words is new beside the one that is known, in any order', () => {
    expect(fresh(['bank:1:bea', 'bank:1:ana'], 'bank:1:ana')).toEqual(['bank:1:bea']);
    expect(fresh(['bank:1:ana', 'bank:1:bea'], 'bank:1:ana')).toEqual(['bank:1:bea']);
    expect(fresh(['bank:1:ana', 'bank:1:bea', 'bank:1:cleo'])).toEqual(['bank:1:ana', 'bank:1:bea', 'bank:1:cleo']);
  });

  it('the same payments in the words of another format are known, one for one', () => {
    expect(fresh(['bank:1:A'], 'bank:1:a')).toEqual([]);
    expect(fresh(['bank:1:A', 'bank:1:B'], 'bank:1:a', 'bank:1:b')).toEqual([]);
    expect(fresh(['bank:1:A', 'bank:1:B'], 'bank:1:a')).toEqual(['bank:1:B']);
  });

  it('names as they were stored before words were part of them are known too', () => {
    expect(fresh(['bank:1:a', 'bank:1:b'], 'bank:1', 'bank:1:2')).toEqual([]);
  });

  it('lines without a bank reference are known by their whole name', () => {
    expect(fresh(['line:1:1', 'line:1:2', 'line:1:10'], 'line:1:1')).toEqual(['line:1:2', 'line:1:10']);
  });
});
