import { constants } from 'node:fs';
import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFileOf, openNewFile } from '@/cli/new-file';
import { exportNacha, written } from '@/cli/verbs/export-nacha';
import { importBankReturns } from '@/cli/verbs/import-bank-returns';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { minor } from '@/domain/money/money';
import { exportPayoutFile } from '@/server/commands/payout-rail/export-payout-file';
import { accountsOf, earn, openShopOf, VAULT } from '../../support/bank-accounts';
import { test } from '../../support/books';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-nacha-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const MADE = {
  id: '2026-03-10-A',
  effectiveOn: plainDate('2026-03-11'),
  text: '101',
  payouts: 1,
  amount: minor(10000n),
  failed: [],
};

describe('the file of an export', () => {
  it('is made for its owner only', async () => {
    const path = join(folder, 'mine.ach');
    await written(MADE, path, await openNewFile(path));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe('101');
  });

  it('is never written over: one that is there is named, and stays', async () => {
    const path = join(folder, 'there.ach');
    await writeFile(path, 'yesterday');
    await expect(openNewFile(path)).rejects.toThrow(`${path} exists already; name a new file or remove that one.`);
    expect(await readFile(path, 'utf8')).toBe('yesterday');
  });

  it('cannot be written to its end: its id is printed, and nothing half-written stays', async () => {
    const path = join(folder, 'full.ach');
    // Opened for reading only: writing to it fails as it does on a full disk.
    const handle = await open(path, constants.O_RDONLY | constants.O_CREAT, 0o600);
    const { summary, ok } = await written(MADE, path, newFileOf(handle, path));
    expect(ok).toBe(false);
    expect(summary).toMatchObject({
      file: '2026-03-10-A',
      path: null,
      reason: expect.stringContaining('export nacha FILE --again 2026-03-10-A'),
    });
    expect(await readdir(folder)).not.toContain('full.ach');
  });
});

test('--list names the file of Tuesday 10: effective Wednesday 11, 1 payout, 100.00', async ({ books }) => {
  await accountsOf(books, await openShopOf(books)).linkAndVerify('2026-03-02T10:00', '2026-03-05T10:00');
  await earn(books, '2026-03-09', '100.00');
  const origin = {
    routing: '021000021',
    bankName: 'Harbour Bank',
    companyId: '1234567890',
    companyName: 'Evenkeel Market',
  };
  const now = instant('2026-03-10T10:00:00Z');
  await exportPayoutFile(books.database, VAULT, { origin, on: plainDate('2026-03-10'), now });
  const list = await exportNacha.prepare({ positionals: [], options: { list: true } });
  expect((await list(books.database, () => undefined)).summary).toEqual({
    files: [{ id: '2026-03-10-A', effectiveOn: '2026-03-11', payouts: 1, amount: '100.00' }],
  });
});

test('an import of bank returns is on record, once: the second finds nothing new', async ({ books }) => {
  await accountsOf(books, await openShopOf(books)).linkAndVerify('2026-03-02T10:00', '2026-03-05T10:00');
  await earn(books, '2026-03-09', '100.00');
  const path = join(folder, 'returns.csv');
  await writeFile(path, 'reference,code\nP1-1,R02\n');
  for (let time = 1; time <= 2; time += 1) {
    const read = await importBankReturns.prepare({ positionals: [path], options: {} });
    expect((await read(books.database, () => undefined)).ok).toBe(true);
  }
  expect(
    await books.sql("SELECT subject, actor_name, seller_id FROM audit_entry WHERE deed = 'bank-returns.imported'"),
  ).toEqual([{ subject: 'returns.csv', actor_name: 'Evenkeel', seller_id: null }]);
});
