import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../../fixtures';
import { MembersPage } from '../../pages/members';

/** Everybody's in the demo (docs of the sign-in page). */
const PASSWORD = 'even-keel-demo';

test('Mara invites Nina to one shop; Nina chooses a password and sees that shop alone', async ({
  page,
  browser,
  signInPage,
  baseURL,
}) => {
  const members = new MembersPage(page);
  await signInPage.signInAs('Mara Low');
  await members.open();
  await expect(members.people).toContainText('Finn Ash');
  await members.confirm(PASSWORD);
  await expectAccessible(page);
  await members.invite('nina@example.com', 'Finance', ['Marlow Kitchen']);
  await expect(members.row(/nina@example.com/)).toContainText('Marlow Kitchen');
  await page.goto('/mailbox');
  await page
    .getByRole('link', { name: /invites you to Marlow Trading/ })
    .first()
    .click();
  const link = await page.getByRole('link', { name: /\/invitations\// }).getAttribute('href');

  const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
  const nina = await context.newPage();
  await nina.goto(new URL(link ?? '', baseURL).pathname);
  await expect(nina.getByText('Mara Low invites you to Marlow Trading.')).toBeVisible();
  await expectAccessible(nina);
  await nina.getByLabel('Your name').fill('Nina Poe');
  await nina.getByLabel('Password').fill('seven quiet rivers run');
  await nina.getByRole('button', { name: 'Join Marlow Trading' }).click();
  await expect(nina.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(nina.getByRole('complementary').locator('.switch')).toContainText('Marlow Kitchen');
  await expect(nina.getByRole('link', { name: 'Members' })).toHaveCount(0);
  await context.close();

  await members.open();
  await expect(members.people).toContainText('Nina Poe');
  await members
    .row(/Nina Poe/)
    .getByRole('link', { name: /^Change/ })
    .click();
  await page.getByText('Remove', { exact: true }).click();
  await page.getByRole('button', { name: 'Remove Nina Poe' }).click();
  await expect(page.getByText('They are removed')).toBeVisible();
  await expect(members.people).not.toContainText('Nina Poe');

  await page.goto('/account/audit-log');
  await expect(page.getByRole('row', { name: /Removed nina@example.com/ })).toBeVisible();
  await expect(page.getByText(/^Whole/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test('Ada of admin may neither change Mara nor make an owner', async ({ page, signInPage }) => {
  const members = new MembersPage(page);
  await signInPage.signInAs('Ada Brook');
  await members.open();
  await members.confirm(PASSWORD);
  await expect(members.row(/Mara Low/).getByRole('link', { name: /^Change/ })).toHaveCount(0);
  await expect(members.form.getByRole('radio', { name: /^(Owner|Admin)/ })).toHaveCount(0);
});

test('Finn of finance sees the two shops that he was given, and no members', async ({ page, signInPage, overview }) => {
  await signInPage.signInAs('Finn Ash');
  await overview.switcher.click();
  await expect(page.getByRole('complementary').getByRole('button', { name: /^Marlow/ })).toHaveCount(2);
  await page.goto('/account/members');
  await expect(page.getByText('You cannot see the members')).toBeVisible();
});
