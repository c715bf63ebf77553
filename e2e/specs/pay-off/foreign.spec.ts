import { expect, goToCashier, test } from '../../support/payer';
import { payOffSite } from '../../support/site';

test.describe('another shop’s bill', () => {
  test.use({ expectedStatus: 404 });

  test('does not exist: its cashier, its result and its status are not found', async ({ page, signIn, signInPage }) => {
    await signIn('foreign');
    await goToCashier(page);
    const bill = /cashier\/([^/?]+)/.exec(page.url())?.[1] ?? '';
    await signInPage.signInAs('Ivy Hart');
    for (const address of [`/cashier/${bill}`, `/cashier/${bill}/result`, `/finances/bills/${bill}`]) {
      await page.goto(address);
      await expect(page.getByText('There is no such page here')).toBeVisible();
    }
    expect((await page.request.get(`/api/bills/${bill}`)).status()).toBe(404);
    const [row] = await payOffSite.sql<{ status: string }>('SELECT status FROM bill WHERE id = $1', [bill]);
    expect(row?.status).toBe('unpaid');
  });
});
