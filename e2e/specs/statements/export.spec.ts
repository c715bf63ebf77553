import { readFile } from 'node:fs/promises';
import { expect, test } from '../../fixtures';

test.beforeEach(async ({ be }) => be('Ivy Hart'));

test('the export holds what the list shows, as CSV', async ({ page, statements }) => {
  await statements.open('?status=pending');
  const [download] = await Promise.all([page.waitForEvent('download'), statements.exported.click()]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const [head, ...records] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(head).toContain('payable');
  expect(records).toHaveLength(1);
  expect(records[0]).toContain('2026-03-12');
  expect(records[0]).toContain('-87.40');
  expect(records[0]).toContain('-37.40');
});

test('a statement’s export is CSV of its lines', async ({ page }) => {
  const answer = await page.request.get('/finances/statements/13/export');
  expect(answer.headers()['content-type']).toMatch(/^text\/csv/);
  expect(await answer.text()).toContain('IV-10482');
});

test('a filter that cannot be read is named, and no file comes that holds more than was asked for', async ({
  page,
}) => {
  const answer = await page.request.get('/finances/statements/export?from=12.03.2026');
  expect(answer.status()).toBe(400);
  expect(await answer.text()).toContain('from “12.03.2026”: give a day such as 2026-03-11.');
});
