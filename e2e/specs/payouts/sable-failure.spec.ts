import { expect, test } from '../../fixtures';

test('Sable’s payout of 164.09 failed: the bank’s reason, both names, where the money is and what to do', async ({
  be,
  overview,
  payouts,
}) => {
  await be('Sabine Finch');
  await overview.open();
  await expect(overview.banner).toContainText('$164.09');
  await overview.banner.getByRole('link', { name: 'View details' }).click();
  await expect(payouts.heading).toBeVisible();
  await expect(payouts.detail).toContainText('The name on the account is not the name');
  await expect(payouts.detail).toContainText('letter by letter');
  await expect(payouts.detail).toContainText('Your money is safe: $164.09 is back in your balance');
  await expect(payouts.detail).toContainText('confirm the account, or link another one');
  await expect(payouts.detail.getByRole('row', { name: /Came back/ })).toContainText('$164.09');
});
