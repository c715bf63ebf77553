import { expect, expectAccessible, test } from '../../fixtures';
import { proveFirst } from '../../pages/prove-first';

const PROVE = 'Confirm that it is you first';

const FILE = {
  name: 'cash-desk.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    'Date,Amount,Currency,Name,Description,Bank reference\n2026-03-14,25.00,USD,Cash desk 4,paid in at the desk,DESK-1',
  ),
};

test('A transfer without a reference: imported by the page, matched by hand, and 25.00 are received for the seller’s bill', async ({
  page,
  be,
}) => {
  await be('Lena Voss');
  await page.goto('/ops/matching');
  await proveFirst(page, PROVE);
  const wrong = { ...FILE, buffer: Buffer.from('Date,Amount,Currency\n2026-03-14,25.005,USD') };
  await page.getByLabel('Statement file').setInputFiles(wrong);
  await page.getByRole('button', { name: 'Import statement' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing of cash-desk.csv was stored.' })).toContainText(
    'Line 2, amount',
  );

  await page.getByLabel('Statement file').setInputFiles(FILE);
  await page.getByRole('button', { name: 'Import statement' }).click();
  await expect(page.getByText('1 payment in: 0 matched, 0 suggested, 1 unmatched.')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Cash desk 4' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Transfer of Sat 14 Mar 2026');
  await page.getByRole('searchbox', { name: 'Reference, shop or amount' }).fill('Marlow Outdoor');
  await page.getByRole('searchbox', { name: 'Reference, shop or amount' }).press('Enter');
  await page
    .getByRole('row', { name: /RF74 MARL OW1/ })
    .getByRole('link', { name: 'Marlow Outdoor' })
    .click();
  const chosen = page.getByRole('region', { name: 'The bill that you chose' });
  await expect(chosen).toContainText('$25.00 arrived for a bill over $40.00.');
  await expectAccessible(page);
  await proveFirst(page, PROVE);
  await chosen.getByRole('button', { name: 'Match: $25.00 to Marlow Outdoor' }).click();
  await expect(page.getByRole('region', { name: 'The bill that it paid' })).toContainText('cleared');
  await expect(page.getByRole('region', { name: 'What was decided' })).toContainText('Matched by hand');

  await page.goto('/ops/matching');
  await page.getByRole('searchbox', { name: 'Amount, day, payer, reference or shop' }).fill('desk 25.00');
  await page.getByRole('searchbox', { name: 'Amount, day, payer, reference or shop' }).press('Enter');
  await expect(page.getByText('No such transfer')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Amount, day, payer, reference or shop' }).fill('cash desk');
  await page.getByRole('searchbox', { name: 'Amount, day, payer, reference or shop' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Transfers that were found' })).toContainText('Matched');
  await expectAccessible(page);

  await be('Mara Low');
  await page.goto('/finances/bills/MARLOW-BILL-1');
  await expect(page.locator('main')).toContainText('Cleared');
  await expect(page.locator('main')).toContainText('25.00');
});

test('A day is reconciled by ops: the bank’s statement beside the payouts comes to zero', async ({ page, be }) => {
  await be('Lena Voss');
  await page.goto('/ops/reconciliation');
  await page.getByLabel('Day, in UTC').fill('2026-03-12');
  await page.getByRole('button', { name: 'Reconcile this day' }).click();
  await expect(page.getByText('Card provider: zero. Bank: zero.')).toBeVisible();
  await page.getByRole('link', { name: 'What it compared' }).click();
  await expect(page.getByRole('region', { name: 'Bank beside payouts' })).toContainText('Zero');
  await expectAccessible(page);
});
