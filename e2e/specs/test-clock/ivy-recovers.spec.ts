import { expect, test } from '../../fixtures';

test('day by day to 18 March: order IV-10497 settles 53.58, covers 37.40, and 16.18 is paid out', async ({
  page,
  be,
  overview,
  payouts,
}) => {
  await be('Ivy Hart');
  await overview.open();
  const push = overview.clock.getByRole('button', { name: '+1 day' });
  for (const day of ['Sun 15 Mar', 'Mon 16 Mar', 'Tue 17 Mar']) {
    await push.click();
    await expect(overview.clock).toContainText(day);
  }
  await expect(overview.banner).toContainText('−$37.40');

  await push.click();
  await expect(overview.clock).toContainText('Wed 18 Mar');
  await expect(page.getByRole('status').filter({ hasText: 'statement +53.58' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'payout 16.18 made' })).toBeVisible();
  await expect(overview.banner).toHaveCount(0);

  await payouts.open();
  await expect(payouts.rows.first()).toContainText('Wed 18 Mar');
  await expect(payouts.rows.first()).toContainText('16.18');
});
