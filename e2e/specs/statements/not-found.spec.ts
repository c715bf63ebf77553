import { expect, test } from '../../fixtures';

test.use({ expectedStatus: 404 });

const UNKNOWN = [
  ['a number that Ivy has no statement of', '999'],
  ['letters', 'abc'],
  ['a number with letters', '13abc'],
  ['zero', '0'],
  ['a number that no column holds', '99999999999999999999'],
] as const;

for (const [what, no] of UNKNOWN) {
  test(`${what} is no statement: 404`, async ({ page, be }) => {
    await be('Ivy Hart');
    const answer = await page.goto(`/finances/statements/${no}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
    await expect(page.getByRole('main')).toHaveCount(1);
    expect((await page.request.get(`/finances/statements/${no}/export`)).status()).toBe(404);
  });
}

test('Quill’s statement 100 is not there for Ivy, who has 14', async ({ page, be, statement }) => {
  await be('Quentin Ames');
  await statement.open(100);
  await expect(statement.heading).toContainText('Statement of');

  await be('Ivy Hart');
  const answer = await page.goto('/finances/statements/100');
  expect(answer?.status()).toBe(404);
});
