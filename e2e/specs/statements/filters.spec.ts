import { expect, test } from '../../fixtures';

test.beforeEach(async ({ be }) => be('Ivy Hart'));

test('what is open in pending statements, −37.40, is what the banner says', async ({ overview, statements }) => {
  await statements.open();
  await statements.segment('Pending').click();
  await expect(statements.total).toContainText('equals your negative balance');
  await expect(statements.total).toContainText('−37.40');
  await expect(overview.banner).toContainText('−$37.40');
});

test('a filter is an address: bill payments of 50.00 or more in March', async ({ page, statements }) => {
  await statements.open('?kind=bill-payment&from=2026-03-01&min=50');
  await expect(statements.rows).toHaveCount(1);
  await expect(statements.rows).toContainText('Fri 13 Mar');
  await page.getByRole('link', { name: /^Remove filter: Bill payment/ }).click();
  await expect(statements.rows).toHaveCount(2);
});

test('a menu filters by kind and the address says so', async ({ page, statements }) => {
  await statements.open();
  await page.locator('summary', { hasText: 'Kind' }).click();
  await page.getByLabel('Kind of statement').selectOption('bill-payment');
  await page.getByRole('button', { name: 'Apply' }).locator('visible=true').click();
  await expect(page).toHaveURL(/kind=bill-payment/);
  await expect(statements.rows).toHaveCount(1);
});

test('order IV-10482 is found on the statements of its sale and its refund', async ({ page, statements }) => {
  await statements.open();
  await statements.search.fill('IV-10482');
  await statements.search.press('Enter');
  await expect(page).toHaveURL(/q=IV-10482/);
  await expect(statements.rows).toHaveCount(2);
  await expect(statements.statementOf('Thu 12 Mar')).toBeVisible();
  await expect(statements.statementOf('Tue 10 Mar')).toBeVisible();
});

test('filters that leave nothing offer to show all', async ({ page, statements }) => {
  await statements.open('?q=NO-SUCH-ORDER');
  await expect(page.getByText('No statement fits these filters')).toBeVisible();
  await page.getByRole('link', { name: 'Show all 14' }).click();
  await expect(statements.rows).toHaveCount(14);
});

test('a day of the list opens its statement', async ({ statements, statement }) => {
  await statements.open();
  await statements.statementOf('Thu 12 Mar').click();
  await expect(statement.heading).toContainText('12 March');
});
