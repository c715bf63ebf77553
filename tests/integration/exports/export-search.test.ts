import { describe, expect, test } from 'vitest';
import { opsStatementsSearchSchema } from '@/contracts/ops-statements';
import { payoutsSearchSchema } from '@/contracts/payouts';
import { readExportSearch } from '@/server/exports/export-search';

const asking = (query: string): Request => new Request(`http://localhost/export${query}`);

describe('What a file is asked for', () => {
  test('filters are those of the page; of one that is given twice the first counts, as there', () => {
    expect(readExportSearch(payoutsSearchSchema, asking('?status=failed&status=paid&q=77'))).toMatchObject({
      status: 'failed',
      q: '77',
    });
  });

  test('where the list goes on is no filter: any is passed over', () => {
    expect(readExportSearch(payoutsSearchSchema, asking('?before=0'))).not.toBeInstanceOf(Response);
  });

  test('50,00 is no amount: nothing is exported, and the answer names each filter and its cure', async () => {
    const answer = readExportSearch(opsStatementsSearchSchema, asking('?min=50,00&from=2026-02-30'));
    if (!(answer instanceof Response)) throw new Error('It was read');
    expect(answer.status).toBe(400);
    expect((await answer.text()).split('\n').toSorted()).toEqual([
      'Nothing was exported: a filter could not be read.',
      expect.stringMatching(/^from “2026-02-30”: give a day such as 2026-03-11\.$/),
      expect.stringMatching(/^min “50,00”: give an amount/),
    ]);
  });
});
