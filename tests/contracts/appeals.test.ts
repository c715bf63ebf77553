import { describe, expect, it } from 'vitest';
import { appealFileType, fileAppealSchema, plainFileName } from '@/contracts/appeals';

const bytes = (...given: number[]) => new Uint8Array(given);

describe('the type of an appeal’s file is what its first bytes say', () => {
  it('PDF, PNG and JPEG are taken', () => {
    expect(appealFileType(new TextEncoder().encode('%PDF-1.4 …'))).toBe('application/pdf');
    expect(appealFileType(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0))).toBe('image/png');
    expect(appealFileType(bytes(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg');
  });

  it('a page, a program and three bytes of a PDF are not', () => {
    expect(appealFileType(new TextEncoder().encode('<html><script>'))).toBeNull();
    expect(appealFileType(new TextEncoder().encode('MZ'))).toBeNull();
    expect(appealFileType(new TextEncoder().encode('%PD'))).toBeNull();
  });
});

describe('the name of an appeal’s file', () => {
  it('has no folder, no quote, no control character and no mark that turns text around', () => {
    expect(plainFileName('C:\\scans\\letter.pdf')).toBe('letter.pdf');
    expect(plainFileName('../../etc/pass"wd\u0000.pdf')).toBe('passwd.pdf');
    expect(plainFileName('invoice\u202efdp.exe')).toBe('invoicefdp.exe');
    expect(plainFileName('..')).toBe('file');
  });

  it('of 300 characters keeps its ending within 120', () => {
    const name = plainFileName(`${'a'.repeat(300)}.pdf`);
    expect(name).toHaveLength(120);
    expect(name.endsWith('.pdf')).toBe(true);
  });
});

describe('the form of an appeal', () => {
  it('takes words alone: a chooser in which nothing was chosen brings no file', () => {
    const read = fileAppealSchema.parse({ words: ' Paid.\r\nMended. ', file1: new File([], '') });
    expect(read).toEqual({ words: 'Paid.\nMended.', file1: null, file2: null, file3: null });
  });

  it('says what is missing', () => {
    expect(fileAppealSchema.safeParse({}).error?.issues[0]?.message).toBe(
      'Say what happened and what you have changed.',
    );
    expect(fileAppealSchema.safeParse({ words: 'a'.repeat(4001) }).success).toBe(false);
  });
});
