import { describe, expect, it } from 'vitest';
import { LARGEST_FILE_BYTES } from '@/server/imports/bank-statement/decode';
import { readGood, refusalsOf, sample } from './read';

const camt = (entry: string): string =>
  `<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>\n${entry}\n</Stmt></BkToCstmrStmt></Document>`;
const entry = (amount: string, day = '2026-03-13'): string =>
  `<Ntry>\n<Amt Ccy="USD">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${day}</Dt></BookgDt></Ntry>`;
const mt940 = (line: string, closing: string): string =>
  `:20:S\n:25:1\n:28C:1\n:60F:C260312USD0,00\n${line}\n:62F:C260313USD${closing}\n`;
const ofx = (amount: string, day = '20260313'): string =>
  `OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKTRANLIST>\n<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>${day}<TRNAMT>${amount}<FITID>1</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const csv = (amount: string, day = '2026-03-13'): string => `Date;Amount;Currency\n${day};${amount};USD\n`;

describe('A file that cannot be read is refused with the line, the field and the cure', () => {
  it('empty, blank, a PDF, a spreadsheet, any other text', () => {
    expect(refusalsOf('')[0]?.reason).toContain('is empty');
    expect(refusalsOf(' \n\n')[0]?.reason).toContain('is empty');
    expect(refusalsOf('%PDF-1.7 ...')[0]?.reason).toContain('is a PDF; export the statement as camt.053');
    expect(refusalsOf('PK\u0003\u0004...')[0]?.reason).toContain('spreadsheet or ZIP');
    expect(refusalsOf('Dear bank,\nplease send the statement.')[0]?.reason).toContain(
      'is none of camt.053, MT940, OFX and CSV',
    );
    expect(refusalsOf(Buffer.from([0x44, 0x00, 0x61, 0x00, 0x74]))[0]?.reason).toContain('is not text');
  });

  it('a message of another kind is named', () => {
    const other =
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn/></Document>';
    expect(refusalsOf(other)[0]?.reason).toBe('is a camt.054 message; export the statement as camt.053');
    expect(refusalsOf('<html><body>Log in</body></html>')[0]?.reason).toContain('is XML of another kind');
  });

  it('too large: more than 20 MB', () => {
    expect(refusalsOf(Buffer.alloc(LARGEST_FILE_BYTES + 1, 0x41))[0]?.reason).toContain('is larger than 20 MB');
  });

  it.each([
    ['camt053-v02.xml', 300],
    ['camt053-v02.xml', 900],
    ['camt053-v08-batch.xml', 1500],
    ['mt940.sta', 100],
    ['mt940.sta', 300],
    ['ofx1.ofx', 700],
    ['ofx2.qfx', 600],
  ])('%s cut off after %i bytes', (name, length) => {
    expect(refusalsOf(sample(name).subarray(0, length))[0]?.reason).toMatch(/cut off|none of camt.053/);
  });

  it('an MT940 that lost a line no longer adds up: 0.00 + 50.00 is not 60.00', () => {
    expect(refusalsOf(mt940(':61:260313C50,00NTRFNONREF', '60,00'))[0]).toMatchObject({
      field: 'MT940',
      reason: expect.stringContaining('Sum of lines (50) != turnover (60)'),
    });
  });

  it('a CSV row with a cell too few, or a quote that is never closed', () => {
    expect(refusalsOf('Date;Amount;Currency\n2026-03-13;5.00\n')[0]).toMatchObject({ line: 2, field: 'row' });
    expect(refusalsOf('Date;Amount;Currency;Name\n2026-03-13;5.00;USD;"Ivy\n')[0]).toMatchObject({ field: 'CSV' });
  });
});

describe('XML that would read other files or swell is refused, and nothing of it is read', () => {
  it('an external entity (XXE)', () => {
    const text = `<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/hostname">]>${camt(entry('&x;')).slice(22)}`;
    expect(refusalsOf(text)).toEqual([
      { line: 1, field: '<!DOCTYPE>', reason: expect.stringContaining('document type') },
    ]);
  });

  it('entities that double themselves (a billion laughs), in camt.053 and in OFX', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    expect(refusalsOf(`${bomb}${camt(entry('5.00')).slice(22)}`)[0]?.field).toBe('<!DOCTYPE>');
    expect(refusalsOf(`<?xml version="1.0"?><?OFX OFXHEADER="200"?>${bomb}${ofx('5.00').slice(15)}`)[0]?.field).toBe(
      '<!DOCTYPE>',
    );
  });

  it('elements inside elements, 50,000 deep', () => {
    const deep = `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`;
    expect(refusalsOf(camt(deep))[0]?.field).toBe('XML');
  });

  it('names that JavaScript keeps for itself', () => {
    expect(refusalsOf(camt('<__proto__><polluted>1</polluted></__proto__>'))[0]?.field).toBe('XML');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('a long element name of OFX 1 takes no time to speak of', () => {
    expect(refusalsOf(`OFXHEADER:100\n\n<OFX><${'A'.repeat(100_000)}>x</OFX>`)[0]?.field).toBe('XML');
    expect(refusalsOf(`OFXHEADER:100\n\n<OFX>${'<MEMO> '.repeat(50_000)}`).length).toBe(1);
  });
});

describe('Encodings', () => {
  it('XML that says UTF-8 and is not', () => {
    const text = '<?xml version="1.0" encoding="UTF-8"?><Document>\u00fc</Document>';
    expect(refusalsOf(Buffer.from(text, 'latin1'))[0]?.reason).toContain('is not written in UTF-8, as it says');
  });

  it('XML in ISO-8859-1 that says so, and in UTF-16 with its mark', () => {
    const text = sample('camt053-v02.xml').toString().replace('Ivy Hart', 'Käthe');
    const latin = Buffer.from(text.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"'), 'latin1');
    expect(readGood(latin).lines[0]?.counterparty).toBe('Käthe & Co');
    const wide = Buffer.from(`\uFEFF${text.replace('encoding="UTF-8"', 'encoding="UTF-16"')}`, 'utf16le');
    expect(readGood(wide).lines[0]?.counterparty).toBe('Käthe & Co');
  });

  it('an encoding that nobody knows', () => {
    expect(refusalsOf('<?xml version="1.0" encoding="X-NONE"?><Document/>')[0]?.reason).toContain('X-NONE');
  });

  it('control characters do not reach the database', () => {
    const text = camt(entry('5.00').replace('</Ntry>', '<AddtlNtryInf>a&#0;b&#x1F;c</AddtlNtryInf></Ntry>'));
    expect(readGood(text).lines[0]?.description).toMatch(/^a ?b ?c$/);
  });
});

describe('Amounts and days', () => {
  const formats: readonly (readonly [string, (amount: string) => string, string])[] = [
    ['camt.053', (amount) => camt(entry(amount)), 'Stmt[1]/Ntry[1]/Amt'],
    [
      'MT940',
      (amount) => mt940(`:61:260313C${amount.replace('.', ',')}NTRFNONREF`, amount.replace('.', ',')),
      ':61: amount',
    ],
    ['OFX', (amount) => ofx(amount), 'STMTTRN[1]/TRNAMT'],
    ['CSV', (amount) => csv(amount), 'amount'],
  ];

  it.each(formats)('%s: three decimals are refused, never rounded', (_name, file, field) => {
    const [refusal] = refusalsOf(file('5.0125'));
    expect(refusal).toMatchObject({ field, reason: expect.stringContaining('more than two decimals') });
    expect(refusal?.line).toBeGreaterThan(0);
    expect(refusalsOf(file('5.001'))).toHaveLength(1);
  });

  it.each(formats)('%s: 0.00 is passed over', (_name, file) => {
    expect(readGood(file('0.00'))).toMatchObject({ lines: [], passedOver: { zeros: 1 } });
  });

  it.each(formats)('%s: an amount of 20 digits is refused', (_name, file) => {
    expect(refusalsOf(file('12345678901234567890.00'))).toHaveLength(1);
  });

  it('below zero: paid out in OFX and CSV; camt.053 has a mark for that, and is refused', () => {
    expect(readGood(ofx('-5.00'))).toMatchObject({ lines: [], debits: [{ amount: 500n }] });
    expect(readGood(csv('-5.00'))).toMatchObject({ lines: [], debits: [{ amount: 500n }] });
    expect(refusalsOf(camt(entry('-5.00')))).toEqual([
      { line: 4, field: 'Stmt[1]/Ntry[1]/Amt', reason: expect.stringContaining('is below zero') },
    ]);
  });

  it.each(['1e3', 'NaN', '0x10', '', '5,00.00', '٥', '5 0 0 .0x'])('%j is no amount', (amount) => {
    expect(refusalsOf(camt(entry(amount)))).toHaveLength(1);
    expect(refusalsOf(csv(amount))).toHaveLength(1);
  });

  it('a thousands mark in OFX is refused, not read as 1.00', () => {
    expect(refusalsOf(ofx('1,000'))[0]?.reason).toContain('more than two decimals');
    expect(refusalsOf(ofx('1,000.00'))[0]?.reason).toContain('is not an amount');
  });

  it('30 February, month 13, no day', () => {
    expect(refusalsOf(camt(entry('5.00', '2026-02-30')))[0]).toMatchObject({
      line: 4,
      field: 'Stmt[1]/Ntry[1]/BookgDt',
      reason: '"2026-02-30" is not a day; write it like 2026-03-13',
    });
    expect(refusalsOf(mt940(':61:261301C5,00NTRFNONREF', '5,00'))[0]).toMatchObject({ line: 5, field: ':61: date' });
    expect(refusalsOf(ofx('5.00', '20260230'))[0]).toMatchObject({ line: 4, field: 'STMTTRN[1]/DTPOSTED' });
    expect(refusalsOf(csv('5.00', '31.02.2026'))[0]).toMatchObject({ line: 2, field: 'booked-on' });
    expect(refusalsOf(csv('5.00', ''))[0]).toMatchObject({ line: 2, field: 'booked-on' });
  });

  it('every wrong row is told, not only the first', () => {
    const text = 'Date;Amount;Currency\n2026-03-13;abc;USD\n2026-03-13;5.00;US\n2026-02-30;5.00;USD\n';
    expect(refusalsOf(text).map(({ line, field }) => [line, field])).toEqual([
      [2, 'amount'],
      [3, 'currency'],
      [4, 'booked-on'],
    ]);
  });
});
