import { expect, test } from '../../fixtures';

const SHOPS = ['Marlow Archive', 'Marlow Kitchen', 'Marlow Garden', 'Marlow Outdoor'];

test('Mara switches between her four shops', async ({ page, be, overview }) => {
  await be('Mara Low');
  await overview.open();
  for (const shop of SHOPS) {
    await overview.switchTo(shop);
    await expect(overview.switcher).toContainText(shop);
    await expect(overview.heading).toBeVisible();
  }
  await page.reload();
  await expect(overview.switcher).toContainText('Marlow Outdoor');
});

test('Mara’s frozen shop says since when and why', async ({ page, be, overview }) => {
  await be('Mara Low');
  await overview.open();
  await overview.switchTo('Marlow Outdoor');
  await expect(overview.banner).toContainText(/frozen since/);
  await expect(page.getByText(/Withdrawals frozen since/)).toBeVisible();
});
