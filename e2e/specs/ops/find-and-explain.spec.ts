import { expect, test } from '../../fixtures';
import { OpsFindPage } from '../../pages/ops-find';

test('Otis finds the two statements of order IV-10482 and explains a cent of its refund', async ({ page, be }) => {
  const find = new OpsFindPage(page);
  await be('Otis Reed');
  await find.open();
  await find.findBy('IV-10482');
  // It settled on statement 12 and was refunded on statement 13.
  await expect(find.table.getByRole('row')).toHaveCount(3);
  await expect(find.row(12)).toContainText('$75.28');
  await expect(find.row(13)).toContainText('−$87.40');
  await find.row(13).getByRole('link').first().click();
  await page.waitForURL('**/ops/shops/ivy/statements/13');
  await expect(find.heading).toBeVisible();
  // 20 % of the referral fee of 5.06 that the refund gave back is 1.012: the cent is lost in the rounding.
  // The picture's table, folded away, has these words too, and may be there before the lines.
  await page.locator('summary').filter({ hasText: 'Refund administration fee' }).click();
  const arithmetic = page.getByRole('table', { name: /^The arithmetic of Refund administration fee/ });
  await expect(arithmetic).toContainText('20 % × 5.06');
  await expect(arithmetic).toContainText('1.012');
  await expect(arithmetic).toContainText('Rounded once to the cent, half up');
  await expect(arithmetic.getByRole('row').last()).toContainText('−1.01');
  await page.getByText('4 facts of this order').click();
  await expect(page.getByRole('main')).toContainText('order.refunded');
});

test('filters of the statements are kept under a name, opened again by it, and forgotten', async ({ page, be }) => {
  // A form that is sent before the page's scripts are there reloads it, and closes the menu: so each step begins at the list.
  const openViews = async (query: string) => {
    await page.goto(`/ops/statements${query}`);
    await page.locator('.views > summary').click();
  };
  const send = async (button: string) => {
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name: button }).click();
    await answered;
  };
  await be('Otis Reed');
  await openViews('?status=pending&marketplace=us');
  await page.getByLabel('Save this view as').fill('Pending, US');
  await send('Save view');

  await openViews('');
  await page.getByRole('link', { name: 'Pending, US' }).click();
  await page.waitForURL(/status=pending/);
  expect(new URL(page.url()).searchParams.get('marketplace')).toBe('us');

  await openViews('');
  await send('Remove view Pending, US');
  await openViews('');
  await expect(page.getByLabel('Save this view as')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Pending, US' })).toHaveCount(0);
});

test('what the seller sees is opened read only, and left again', async ({ page, be }) => {
  await be('Otis Reed');
  await page.goto('/ops/shops/quill');
  await page.getByLabel('What for').fill('Ticket 4711');
  await page.getByRole('button', { name: 'Open the seller’s view' }).click();
  await page.waitForURL('**/finances');
  // The shop's page has a section of the same name, which opens it.
  const bar = page
    .getByRole('region', { name: 'Seller’s view' })
    .filter({ has: page.getByRole('button', { name: 'Leave' }) });
  await expect(bar).toContainText('You see what Quill & Co. Stationery sees. Read only.');
  await page.goto('/finances/payout-schedule');
  await expect(bar).toBeVisible();
  await bar.getByRole('button', { name: 'Leave' }).click();
  await page.waitForURL('**/ops/shops/quill');
  await expect(bar).toHaveCount(0);
});

test('from a statement the seller’s view opens at that statement', async ({ page, be }) => {
  await be('Otis Reed');
  await page.goto('/ops/shops/ivy/statements/13');
  await page.getByLabel('What for').fill('Ticket 4712');
  await page.getByRole('button', { name: 'Open the seller’s view' }).click();
  await page.waitForURL('**/finances/statements/13');
});
