import { expect, test } from '../../fixtures';

test.beforeEach(async ({ be, statements }) => {
  await be('Ivy Hart');
  await statements.open();
  await statements.statementOf('Thu 12 Mar').click();
});

test('12 March adds up: payable −87.40, covered 50.00, open −37.40', async ({ statement }) => {
  await expect(statement.heading).toContainText('12 March');
  await expect(statement.term('Payable')).toHaveText('−87.40');
  await expect(statement.term('Covered so far')).toHaveText('+50.00');
  await expect(statement.term('Open')).toHaveText('−37.40');
});

test('the sums are proved, and the books made again from the facts are equal', async ({ statement }) => {
  await expect(statement.checks('holds')).toHaveCount(4);
  await expect(statement.checks('broken')).toHaveCount(0);
  await expect(statement.checks('holds').filter({ hasText: 'lines sum to' })).toContainText('−87.40');
  await expect(statement.checks('holds').filter({ hasText: 'allocated' })).toContainText('= −37.40 open');
  await expect(statement.checks('holds').filter({ hasText: 'Replayed from' })).toContainText('equal');
});

test('a line opens into the fact behind it', async ({ statement }) => {
  const line = statement.lines.locator('details').first();
  await expect(line.getByText('Fact', { exact: true })).toBeHidden();
  await line.locator('summary').click();
  await expect(line.getByText('Fact', { exact: true })).toBeVisible();
  await expect(line.getByText('Occurred', { exact: true })).toBeVisible();
  await expect(line.getByText(/^R\d+\.\d+/)).toBeVisible();
});

test('its refund names the statement on which the order settled', async ({ page, statement }) => {
  await statement.lines.getByRole('link', { name: /10 Mar/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('10 March');
});
