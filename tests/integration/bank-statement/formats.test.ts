import { describe, expect, it } from 'vitest';
import { findReferences } from '@/domain/bill/reference';
import { readGood, refusalsOf, sample, shown } from './read';

const NOTHING = { zeros: 0, reversals: 0, pending: 0 };

describe('camt.053: booked credits, told apart from what is paid out, taken back or only announced', () => {
  it('version 02: one credit of four entries; a reference in two parts', () => {
    const statement = readGood(sample('camt053-v02.xml'));
    expect(statement.format).toBe('camt.053');
    expect(shown(statement)).toEqual([
      '2026-03-13 | 50.00 | USD | Ivy Hart & Co | Payment RF18 5390 0754 7034 thank you | BANK-1001',
    ]);
    expect(statement.debits.length).toBe(1);
    expect(statement.passedOver).toEqual({ ...NOTHING, pending: 1, reversals: 1 });
  });

  it('version 08 with a prefix: a batch of 40.00 + 40.00 + 50.00 = 130.00 is three payments', () => {
    const lines = shown(readGood(sample('camt053-v08-batch.xml')));
    expect(lines.slice(0, 3)).toEqual([
      '2026-03-13 | 40.00 | EUR | First Payer | RF18539007547034 | BATCH-7/1',
      '2026-03-13 | 40.00 | EUR | First Payer | RF18539007547034 | BATCH-7/2',
      '2026-03-13 | 50.00 | EUR | Second Payer | no reference E2E-3 | OWN-3',
    ]);
  });

  it('a batch of 98.50 that says 50.00 + 50.00 stays one line with all of its words', () => {
    const [, , , last] = shown(readGood(sample('camt053-v08-batch.xml')));
    expect(last).toBe('2026-03-13 | 98.50 | EUR |  | first second | BATCH-8');
  });

  it.each(['02', '03', '04', '06', '08', '13'])('namespace of version %s', (version) => {
    const text = sample('camt053-v02.xml').toString().replace('053.001.02', `053.001.${version}`);
    expect(readGood(text).lines).toHaveLength(1);
  });

  it('a statement without entries is read, with no lines', () => {
    const empty = sample('camt053-v02.xml')
      .toString()
      .replace(/<Ntry>.*<\/Ntry>/s, '');
    expect(readGood(empty).lines).toEqual([]);
  });
});

describe('MT940', () => {
  it('two statements in one file; structured and free remittance; booked on the entry date, also across a year', () => {
    const statement = readGood(sample('mt940.sta'));
    expect(statement.format).toBe('mt940');
    expect(shown(statement)).toEqual([
      '2026-03-13 | 50.00 | USD | IVY HART CERAMICS | SVWZ+RF18 5390 0754 7034 thanks | BANK-2001',
      '2026-01-02 | 60.50 | USD | MARLOW PAPER | /NAME/MARLOW PAPER/REMI/order of paper RF18539007547034 /first line | -',
    ]);
    expect(statement.debits.length).toBe(1);
    expect(statement.passedOver).toEqual({ ...NOTHING, reversals: 1, zeros: 1 });
  });

  it('in a SWIFT envelope', () => {
    const message = sample('mt940.sta').toString().split('\r\n').slice(0, 11).join('\r\n');
    const text = `{1:F01SIMUXX00AXXX0000000000}{2:I940SIMUXX00XXXXN}{4:\r\n${message}\r\n-}`;
    expect(readGood(text).lines).toHaveLength(1);
  });
});

describe('OFX and QFX', () => {
  it('OFX 1 (SGML): elements without ends, several on a line, empty ones, bare ampersands; day as the bank says it', () => {
    const statement = readGood(sample('ofx1.ofx'));
    expect(statement.format).toBe('ofx');
    expect(shown(statement)).toEqual([
      '2026-03-13 | 50.00 | USD | IVY & HART "CERAMICS" | rf18 5390-0754-7034 & thanks | 2026-0001',
      '2026-03-12 | 7.50 | USD |  | no name | 2026-0003',
    ]);
    expect(statement.debits.length).toBe(1);
    expect(statement.passedOver).toEqual(NOTHING);
  });

  it('OFX 1 on one line is the same', () => {
    const [header = '', body = ''] = sample('ofx1.ofx').toString().split('\n\n');
    const oneLine = readGood(`${header}\n\n${body.replaceAll('\n', '')}`);
    expect(shown(oneLine)).toEqual(shown(readGood(sample('ofx1.ofx'))));
  });

  it('OFX 2 (QFX): both accounts of the file, amounts in the currency of the transaction', () => {
    const statement = readGood(sample('ofx2.qfx'));
    expect(shown(statement)).toEqual([
      '2026-03-13 | 50.00 | USD | Ivy <Hart> | RF18539007547034 | 1',
      '2026-03-13 | 51.00 | BRL |  |  | 1',
    ]);
    expect(statement.passedOver).toEqual({ ...NOTHING, zeros: 1 });
  });
});

describe('CSV: columns by their heads, marks and days told by the whole column', () => {
  it('commas, points and ISO days; two equal payments without a reference are two', () => {
    const statement = readGood(sample('english.csv'));
    expect(statement.format).toBe('csv');
    expect(shown(statement)).toEqual([
      '2026-03-13 | 50.00 | USD | Ivy Hart | RF18 5390 0754 7034, thank you | BANK-3001',
      '2026-03-13 | 20.00 | USD | Marlow Paper |  | -',
      '2026-03-13 | 20.00 | USD | Marlow Paper |  | -',
    ]);
    expect(statement.debits.length).toBe(1);
    expect(statement.passedOver).toEqual({ ...NOTHING, zeros: 1 });
  });

  it('semicolons, lines above the table, 1.050,00 = 1050.00, 13.03.2026, the currency in the head, a byte order mark', () => {
    expect(shown(readGood(sample('german.csv')))).toEqual([
      '2026-03-13 | 1050.00 | EUR | Käthe Müller | RF18539007547034 NOTPROVIDED | -',
    ]);
  });

  it('the same in Windows-1252', () => {
    const text = sample('german.csv').toString().replace('\uFEFF', '');
    expect(readGood(Buffer.from(text, 'latin1')).lines[0]?.counterparty).toBe('Käthe Müller');
  });

  it('tabs, paid in and paid out in columns of their own; 03/13 tells that months come first', () => {
    expect(shown(readGood(sample('american-debit-credit.csv')))).toEqual([
      '2026-03-04 | 1250.00 | USD | Ivy Hart | RF18539007547034 | -',
    ]);
  });

  it('an amount with C or D beside it, brackets and a minus behind for what is paid out', () => {
    const text =
      'Date,Amount,Dr/Cr,Ccy\n2026-03-13,50.00,CR,USD\n2026-03-13,60.00,DR,USD\n2026-03-13,(7.00),,USD\n2026-03-13,8.00-,,USD\n';
    const statement = readGood(text);
    expect(shown(statement)).toEqual(['2026-03-13 | 50.00 | USD |  |  | -']);
    expect(statement.debits.length).toBe(3);
  });

  it('without a currency it says what to add; --currency gives it', () => {
    const text = 'Date,Amount\n2026-03-13,50.00\n';
    expect(refusalsOf(text)).toEqual([
      {
        line: 2,
        field: 'currency',
        reason: 'is missing; add a column "Currency", or say the account’s currency with the file',
      },
    ]);
    expect(shown(readGood(text, 'BRL'))).toEqual(['2026-03-13 | 50.00 | BRL |  |  | -']);
  });

  it('ZZZ is refused: there is no such currency', () => {
    expect(refusalsOf('Date,Amount,Currency\n2026-03-13,50.00,ZZZ\n')).toEqual([
      { line: 2, field: 'currency', reason: '"ZZZ" is not a currency; write the three letters of one, like "USD"' },
    ]);
  });

  it('03/04/2026 alone is refused: 3 April or 4 March', () => {
    expect(refusalsOf('Date,Amount,Currency\n03/04/2026,50.00,USD\n')).toEqual([
      {
        line: 2,
        field: 'booked-on',
        reason:
          '"03/04/2026" can be two days, as no day of the file is above 12; write the days like 2026-03-13, year first',
      },
    ]);
  });

  it('1,234 alone is refused: a thousand or three decimals; with 12.50 in the file it is a thousand', () => {
    expect(refusalsOf('Date,Amount,Currency\n2026-03-13,"1,234",USD\n')[0]?.reason).toBe(
      '"1,234" can have thousands or three decimals; write two decimals, like "1234.00"',
    );
    const text = 'Date,Amount,Currency\n2026-03-13,"1,234",USD\n2026-03-13,12.50,USD\n';
    expect(readGood(text).lines.map((line) => line.amount)).toEqual([123_400n, 1250n]);
  });

  it('13/03 and 03/13, or 1.234,50 and 1,234.50, in one file contradict each other', () => {
    expect(refusalsOf('Date,Amount,Currency\n13/03/2026,5.00,USD\n03/13/2026,5.00,USD\n')[0]?.reason).toContain(
      '"13/03/2026" has its day first and "03/13/2026" its month',
    );
    expect(refusalsOf('Date;Amount;Currency\n2026-03-13;1.234,50;USD\n2026-03-13;1,234.50;USD\n')[0]?.reason).toContain(
      'different decimal marks',
    );
  });
});

describe('The same payment is known again', () => {
  it.each(['camt053-v08-batch.xml', 'mt940.sta', 'ofx1.ofx', 'ofx2.qfx', 'english.csv'])(
    '%s read twice has the same fingerprints, and as many as lines',
    (name) => {
      const [first, second] = [readGood(sample(name)), readGood(sample(name))];
      const prints = first.lines.map((line) => line.fingerprint);
      expect(second.lines.map((line) => line.fingerprint)).toEqual(prints);
      expect(new Set(prints).size).toBe(first.lines.length);
    },
  );

  it('a line of one bank reference that stands twice in a file is one line, and counted as repeated', () => {
    const text = 'Date,Amount,Currency,Bank reference\n2026-03-13,5.00,USD,B-1\n2026-03-13,5.00,USD,B-1\n';
    const { lines, repeats } = readGood(text);
    expect([lines.length, repeats]).toEqual([1, 1]);
  });

  it('one bank reference for two amounts, or for other words, is two payments', () => {
    const amounts = 'Date,Amount,Currency,Bank reference\n2026-03-13,5.00,USD,B-1\n2026-03-13,6.00,USD,B-1\n';
    expect(new Set(readGood(amounts).lines.map((line) => line.fingerprint)).size).toBe(2);
    const words = 'Date,Amount,Currency,Memo,Bank reference\n2026-03-13,5.00,USD,a,B-1\n2026-03-13,5.00,USD,b,B-1\n';
    expect(new Set(readGood(words).lines.map((line) => line.fingerprint)).size).toBe(2);
  });

  it('a file of two days brings from the day that it shares with another file nothing twice', () => {
    const head = 'Date,Amount,Currency,Name\n';
    const friday = '2026-03-13,5.00,USD,A\n2026-03-13,5.00,USD,A\n';
    const first = readGood(`${head}${friday}`).lines.map((line) => line.fingerprint);
    const second = readGood(`${head}2026-03-12,5.00,USD,A\n${friday}`).lines.map((line) => line.fingerprint);
    expect(second.filter((print) => first.includes(print))).toEqual(first);
    expect(second).toHaveLength(3);
  });
});

describe('Every format keeps the reference readable', () => {
  it.each([
    'camt053-v02.xml',
    'camt053-v08-batch.xml',
    'mt940.sta',
    'ofx1.ofx',
    'ofx2.qfx',
    'english.csv',
    'german.csv',
  ])('%s', (name) => {
    expect(findReferences(readGood(sample(name)).lines[0]?.description ?? '')).toContain('RF18539007547034');
  });
});
