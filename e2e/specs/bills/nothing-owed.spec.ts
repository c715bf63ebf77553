import { expect, test } from '../../fixtures';

test('Quill owes nothing: no bills, no banner, and the pages say what they are for', async ({
  page,
  be,
  bills,
  negativeBalance,
}) => {
  await be('Quentin Ames');
  await bills.open();
  await expect(bills.heading).toBeVisible();
  await expect(page.getByText('No bills yet')).toBeVisible();
  await negativeBalance.open();
  await expect(page.getByText('You owe nothing')).toBeVisible();
  await expect(negativeBalance.panel).toHaveCount(0);
});

test('support is told which role sees bills', async ({ page, be, bills, negativeBalance }) => {
  await be('Milo Dent');
  await bills.open();
  await expect(page.getByText('You cannot see bills')).toBeVisible();
  await negativeBalance.open();
  await expect(page.getByText('You cannot see the balance')).toBeVisible();
});

test.describe('a bill that is not there', () => {
  test.use({ expectedStatus: 404 });

  test('is not found, nor its receipt', async ({ page, be, bills }) => {
    await be('Quentin Ames');
    await bills.openBill('bil_00000000000000000000000000');
    await expect(page.getByText('There is no such page here')).toBeVisible();
    const receipt = await page.request.get('/finances/bills/bil_00000000000000000000000000/receipt');
    expect(receipt.status()).toBe(404);
  });
});
