import { expect, test } from '../../fixtures';

test('Vera Holt signs out another browser of hers: it is out with its next page', async ({
  page,
  browser,
  baseURL,
  signInPage,
  security,
}) => {
  const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
  const other = await context.newPage();
  await other.goto('/sign-in');
  await other.getByRole('button', { name: 'Vera Holt' }).click();
  await expect(other.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();

  await signInPage.signInAs('Vera Holt');
  await security.open();
  await expect(security.browsers.first()).toContainText('This browser');
  await page.getByRole('button', { name: 'Sign out all but this one' }).click();
  await expect(security.browsers).toHaveCount(1);

  await other.goto('/finances/statements');
  await expect(other).toHaveURL('/sign-in');
  await security.open();
  await context.close();
});
