import { expect, expectAccessible, test } from '../../fixtures';

const RONAN = 'ronan@rook.example';
const NEXT = 'seven ravens on a mast';

test('Ronan Oake sets a new password by a link from his mail, which works once', async ({ page, signInPage }) => {
  await signInPage.open();
  await page.getByRole('link', { name: 'Forgot the password' }).click();
  await expect(page).toHaveURL('/forgot-password');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(RONAN);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('a mail with a link is on its way')).toBeVisible();
  await page.goto(`/mailbox?to=${RONAN}`);
  await page.getByRole('link', { name: 'Set a new password' }).first().click();
  const link = page.getByRole('link', { name: /\/reset-password\?token=/ });
  const address = (await link.getAttribute('href')) ?? '';
  const { pathname, search } = new URL(address);

  await page.goto(pathname + search);
  await expectAccessible(page);
  await page.getByLabel('New password').fill('Password2026!');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('it is a common password')).toBeVisible();
  await page.getByLabel('New password').fill(NEXT);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('Your password is set')).toBeVisible();
  await signInPage.sendPassword(RONAN, NEXT);
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();

  await page.goto(pathname + search);
  await expect(page.getByText('This link was used, or has run out')).toBeVisible();
});
