import { DEMO_PASSWORD } from '../../../src/server/demo/people';
import { authenticatorCode, wrongCode } from '../../../tests/support/authenticator';
import { expect, expectAccessible, test } from '../../fixtures';

const NELL = 'nell@nova.example';

test('Nell Vega turns two-factor on, signs in with a code and with a recovery code, and turns it off', async ({
  page,
  signInPage,
  security,
  overview,
}) => {
  await signInPage.open();
  await signInPage.sendPassword(NELL, DEMO_PASSWORD);
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await security.open();
  await expectAccessible(page);
  const key = await security.beginTwoFactor(DEMO_PASSWORD);
  await expectAccessible(page);
  const [recoveryCode = ''] = await security.finishTwoFactor(authenticatorCode(key, -1));
  await expectAccessible(page);

  await overview.open();
  await overview.signOut();
  await signInPage.sendPassword(NELL, DEMO_PASSWORD);
  await expect(page).toHaveURL('/sign-in/two-factor');
  await expectAccessible(page);
  await signInPage.sendCode(wrongCode(key));
  await expect(page.getByText('4 attempts are left')).toBeVisible();
  await signInPage.sendCode(authenticatorCode(key));
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();

  await overview.signOut();
  await signInPage.sendPassword(NELL, DEMO_PASSWORD);
  await page.getByRole('link', { name: 'Use a recovery code' }).click();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(recoveryCode);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();

  await security.open();
  await expect(security.section('Two-factor')).toContainText('9 recovery codes are left');
  await security.section('Two-factor').getByLabel('Your password, to turn it off').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Turn two-factor off' }).click();
  await expect(security.section('Two-factor').getByText('Off', { exact: true })).toBeVisible();
});
