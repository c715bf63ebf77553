import { describe, expect, it } from 'vitest';
import { csvCell, csvResponse, csvRow } from '@/server/exports/csv';

describe('a CSV file', () => {
  it.each([
    ['an amount stays a number', '-87.40', '-87.40'],
    ['a comma and a quote are quoted (RFC 4180)', 'Set, "blue"', '"Set, ""blue"""'],
    ['a line break is quoted', 'a\nb', '"a\nb"'],
    ['nothing is empty', null, ''],
    ['a formula becomes a text', '=1+1', "'=1+1"],
    ['so does one behind a plus, minus or at', '-2+3', "'-2+3"],
    ['and one with a quote in it', '@SUM("A")', '"\'@SUM(""A"")"'],
    ['and one behind a tab', '\t=1', "'\t=1"],
  ])('%s', (_title, cell, written) => {
    expect(csvCell(cell)).toBe(written);
  });

  it('ends each record with CR LF', () => {
    expect(csvRow([1, 'b', null])).toBe('1,b,\r\n');
  });

  it('is written batch by batch, with a name that is safe in a header', async () => {
    async function* batches() {
      yield [[1, 'x']];
      yield [[2, 'y']];
    }
    const response = csvResponse('ivy"\r\nstatements', ['no', 'text'], batches());
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="ivy-statements.csv"');
    expect(await response.text()).toBe('no,text\r\n1,x\r\n2,y\r\n');
  });
});
