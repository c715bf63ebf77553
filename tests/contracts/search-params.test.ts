import { describe, expect, it } from 'vitest';
import { accountIdSchema } from '@/contracts/bank-accounts';
import { onHoldSearchSchema } from '@/contracts/on-hold';
import { opsShopsSearchSchema } from '@/contracts/ops-shops';
import { compactTrace, traceDay, traceReference } from '@/contracts/payout-trace';
import { payoutsSearchSchema } from '@/contracts/payouts';
import { shopIdSchema } from '@/contracts/portfolio';
import { leftOutParams } from '@/contracts/search-params';
import { statementNoSchema } from '@/contracts/statement';
import { statementsSearchSchema } from '@/contracts/statements';
import { plainDate } from '@/domain/calendar/plain-date';

describe('filters in an address', () => {
  it('reads what a person types as an amount: −1,234.5 is -1234.50', () => {
    expect(statementsSearchSchema.parse({ min: '−1,234.5', max: '$ 20' })).toMatchObject({
      min: '-1234.50',
      max: '20.00',
    });
  });

  it('leaves out what makes no sense, so that an edited link still opens the list', () => {
    const search = {
      status: 'lost',
      reason: '',
      kind: 'weekly',
      from: '2026-02-30',
      to: 'x',
      min: '1.234',
      q: '  ',
      before: '0',
    };
    expect(Object.values(statementsSearchSchema.parse(search)).filter((value) => value !== undefined)).toEqual([]);
    expect(payoutsSearchSchema.parse({ status: 'returned', open: '1e3x' })).toEqual({});
  });

  it('takes no comma for a decimal point: 50,00 is left out and not read as 5,000.00', () => {
    expect(opsShopsSearchSchema.parse({ owed: '50,00' }).owed).toBeUndefined();
    expect(opsShopsSearchSchema.parse({ owed: '12 50' }).owed).toBeUndefined();
    expect(opsShopsSearchSchema.parse({ owed: '5,000' }).owed).toBe('5000.00');
    expect(opsShopsSearchSchema.parse({ owed: '$1 204 000.5' }).owed).toBe('1204000.50');
  });

  it('names each filter that was left out with what was given and what to give', () => {
    const given = {
      min: '50,00',
      from: '2026-13-01',
      status: 'lost',
      max: '20',
      q: 'IV-1',
      utm: 'x',
      kind: ' ',
      before: 'x',
    };
    expect(leftOutParams(statementsSearchSchema, given)).toEqual([
      { name: 'status', given: 'lost', cure: 'choose it among the filters' },
      { name: 'from', given: '2026-13-01', cure: 'give a day such as 2026-03-11' },
      { name: 'min', given: '50,00', cure: 'give an amount with a point, such as 1,204.50' },
    ]);
  });

  it('takes no shop and no bank account whose id holds NUL, which PostgreSQL refuses', () => {
    expect(shopIdSchema.safeParse('ivy\0').error?.issues[0]?.message).toContain('cannot be kept (NUL)');
    expect(accountIdSchema.safeParse('acc-1\0').success).toBe(false);
    expect(onHoldSearchSchema.parse({ q: 'A\0', open: 'A\0', after: '2026-03-09_A\0' })).toEqual({ q: 'A' });
  });

  it.each(['0', '01', '1.5', '-1', 'abc', '99999999999', ''])('takes "%s" for no statement', (text) => {
    expect(statementNoSchema.safeParse(text).success).toBe(false);
  });
});

describe('the trace reference of a payout', () => {
  const payout = { shopId: 3, no: 44, initiatedOn: plainDate('2026-03-09') };

  it('follows from day, shop and number, with two check digits by modulo 97', () => {
    const reference = traceReference(payout);
    expect(reference).toMatch(/^EKPO 2603 0900 0300 44\d\d$/);
    expect(BigInt(compactTrace(reference).slice(4)) % 97n).toBe(1n);
  });

  it('is read with any spaces and case, and gives the day to look on', () => {
    expect(traceDay(traceReference(payout).toLowerCase().replaceAll(' ', ''))).toBe('2026-03-09');
    expect(traceDay('IV-10482')).toBeNull();
  });

  it('differs between shops, numbers and days', () => {
    const references = [
      payout,
      { ...payout, shopId: 4 },
      { ...payout, no: 45 },
      { ...payout, initiatedOn: plainDate('2026-03-10') },
    ];
    expect(new Set(references.map(traceReference)).size).toBe(4);
  });
});
