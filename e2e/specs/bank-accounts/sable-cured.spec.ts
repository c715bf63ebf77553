import { DEMO_PASSWORD } from '../../../src/server/demo/people';
import { expect, expectAccessible, test } from '../../fixtures';

const RIGHT = { holder: 'Sable Textiles Trading LLC', routing: '110 000 000', number: '0009 1742 5530' };

test('Sable’s failed payout: an account in the registered name is linked, verified by two amounts; 201.24 + 99.31 = 300.55 is sent', async ({
  page,
  be,
  overview,
  bankAccounts,
  payouts,
}) => {
  await be('Sabine Finch');
  await overview.open();
  await overview.banner.getByRole('link', { name: 'Bank accounts' }).click();
  await expect(bankAccounts.row('2290')).toContainText('Primary, in another name');
  await expectAccessible(page);

  await bankAccounts.openForm(DEMO_PASSWORD);
  await expectAccessible(page);
  await bankAccounts.link({ ...RIGHT, holder: 'Sable Textiles LLC' });
  await expect(bankAccounts.problem).toContainText('The names are not the same.');
  await expect(bankAccounts.problem).toContainText('“Trading” is missing');
  await expect(page.getByLabel('Account holder', { exact: true })).toHaveValue('Sable Textiles LLC');
  await expectAccessible(page);

  await bankAccounts.link(RIGHT);
  await expect(bankAccounts.state).toContainText('Deposits on their way');
  await expect(page.locator('main')).not.toContainText('17425530');
  const account = page.url();
  await overview.clock.getByRole('button', { name: '+1 day' }).click();
  await expect(overview.clock).toContainText('Wed 18 Mar');
  await page.goto(account);
  await expect(bankAccounts.state).toContainText('Waits for two amounts');
  const [first, second] = await bankAccounts.readDeposits();
  await bankAccounts.enter(first, second === '0.50' ? '0.51' : '0.50');
  await expect(bankAccounts.problem).toContainText('You have 2 attempts left.');
  await bankAccounts.enter(second, first);
  await expect(bankAccounts.state).toContainText('Primary, verified');
  await expectAccessible(page);

  await page.goto('/mailbox');
  await expect(page.locator('main')).toContainText('Payouts now go to the account ending 5530');

  // Weekly on Wednesday; that of the 18th was made at the close of the 17th: 201.24 + 99.31 wait for the 25th.
  await overview.open();
  await overview.clock.getByRole('button', { name: '+7 days' }).click();
  await expect(overview.clock).toContainText('Wed 25 Mar');
  await overview.clock.getByRole('button', { name: '+1 day' }).click();
  await expect(overview.clock).toContainText('Thu 26 Mar');
  // The bank answers in the course of the next business day.
  await overview.clock.getByRole('button', { name: '+1 day' }).click();
  await expect(overview.clock).toContainText('Fri 27 Mar');
  await payouts.open();
  await expect(payouts.rows.first()).toContainText('Wed 25 Mar');
  await expect(payouts.rows.first()).toContainText('300.55');
  await expect(payouts.rows.first()).toContainText('Paid');
  await bankAccounts.openAccount('5530');
  await expect(page.getByRole('row', { name: /25 Mar/ })).toContainText('Arrived');
});
