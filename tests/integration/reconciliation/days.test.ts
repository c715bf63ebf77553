import { describe, expect, it } from 'vitest';
import { reconcile } from '@/cli/verbs/reconcile';
import { instant } from '@/domain/calendar/instant';
import { machineTime } from '@/server/clock';
import { lastDayBegun } from '@/server/commands/reconciliation/reconcile-day';
import { test } from '../../support/books';

describe('The last day that can be compared', () => {
  it('is that of the books where their clock is ahead of the machine’s', () => {
    expect(lastDayBegun(instant('2999-01-02T10:00:00Z'))).toBe('2999-01-02');
  });

  it('is that of the machine where the books’ clock is behind it', () => {
    expect(lastDayBegun(instant('2026-03-14T10:00:00Z')) >= machineTime().slice(0, 10)).toBe(true);
  });

  test('bounds the command line: a day of 2999 is refused, and nothing is compared', async ({ books }) => {
    const ask = await reconcile.prepare({ positionals: [], options: { from: '2999-01-01', through: '2999-01-02' } });
    await expect(ask(books.database, () => undefined)).rejects.toThrow('--through must not be after ');
    expect(await books.sql('SELECT day FROM reconciliation_run')).toEqual([]);
  });
});
