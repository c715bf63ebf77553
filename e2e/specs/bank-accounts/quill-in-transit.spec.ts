import { DEMO_PASSWORD } from '../../../src/server/demo/people';
import { expect, test } from '../../fixtures';
import { bankAccountsSite } from '../../support/site';

const NEW = { holder: 'Quill and Company LLC', routing: '021000021', number: '4400331187' };

/** 50.00 of Monday, so that there is something to pay on Tuesday. */
const COMPENSATION = {
  id: 'e2e-compensation',
  shop: 'quill',
  type: 'adjustment.posted',
  occurredAt: '2026-03-16T08:00:00Z',
  kind: 'platform-compensation',
  amount: '50.00',
  reason: 'Lost parcel',
};

test('294.69 is on its way to 6021 when 1187 becomes primary: it arrives at 6021, the 50.00 after it goes to 1187', async ({
  page,
  be,
  overview,
  bankAccounts,
  payouts,
}) => {
  await be('Quentin Ames');
  await bankAccounts.openForm(DEMO_PASSWORD);
  await bankAccounts.link(NEW);
  await expect(bankAccounts.state).toContainText('Deposits on their way');
  const account = page.url();
  for (const day of ['Sun 15 Mar', 'Mon 16 Mar']) {
    await overview.clock.getByRole('button', { name: '+1 day' }).click();
    await expect(overview.clock).toContainText(day);
  }
  const file = { name: 'facts.jsonl', lines: [JSON.stringify(COMPENSATION)] };
  bankAccountsSite.cliWith(file, 'import', 'facts', 'file');

  await page.goto(account);
  await bankAccounts.enter(...(await bankAccounts.readDeposits()));
  await expect(bankAccounts.state).toContainText('Primary, verified');
  await bankAccounts.open();
  await expect(bankAccounts.inTransit).toContainText(
    'The payout of $294.69 on its way goes to the account ending 6021',
  );

  await overview.clock.getByRole('button', { name: '+1 day' }).click();
  await expect(overview.clock).toContainText('Tue 17 Mar');
  await payouts.open();
  await expect(payouts.rows.nth(0)).toContainText('50.00');
  await expect(payouts.rows.nth(0)).toContainText('1187');
  await expect(payouts.rows.nth(1)).toContainText('294.69');
  await expect(payouts.rows.nth(1)).toContainText('6021');
});
