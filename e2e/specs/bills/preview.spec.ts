import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../../fixtures';

test.beforeEach(async ({ be }) => be('Ivy Hart'));

test('all of 37.40 makes the statement of 12 March Paid, and leaves the payout of 18 March whole: 53.58', async ({
  page,
  negativeBalance,
}) => {
  await negativeBalance.open();
  await expect(negativeBalance.bar('50.00 covered before, 37.40 this payment, 0.00 left')).toBeVisible();
  await expect(negativeBalance.outcome).toContainText('53.58');
  await expect(negativeBalance.pay).toHaveText('Continue to payment, $37.40');
  await expectAccessible(page);
});

test('20.00 leaves 37.40 − 20.00 = 17.40, as one types', async ({ negativeBalance }) => {
  await negativeBalance.open();
  await negativeBalance.amount.fill('20.00');
  await expect(negativeBalance.other).toBeChecked();
  await expect(negativeBalance.bar('50.00 covered before, 20.00 this payment, 17.40 left')).toBeVisible();
  await expect(negativeBalance.pay).toHaveText('Continue to payment, $20.00');
  await expect(negativeBalance.choices.getByRole('row', { name: /Another amount, 20\.00/ })).toContainText('36.18');
});

test('the chosen statement of the address is 37.40 of 37.40', async ({ negativeBalance }) => {
  await negativeBalance.open('?choice=statements&no=13');
  await expect(negativeBalance.selected).toBeChecked();
  await expect(negativeBalance.panel.getByRole('checkbox')).toBeChecked();
  await expect(negativeBalance.pay).toHaveText('Continue to payment, $37.40');
});

test('it says why: settled, paid out, refunded, paid in part, owed, and what covers it', async ({
  negativeBalance,
}) => {
  await negativeBalance.open();
  const items = negativeBalance.chain.getByRole('listitem');
  await expect(items).toHaveCount(6);
  await expect(items.nth(2)).toContainText('Order IV-10482 was refunded');
  await expect(items.nth(2)).toContainText('−87.40');
  await expect(items.nth(5)).toContainText('Order IV-10497 settles');
});

test('days to each measure: the tenth day-end is 21 March', async ({ negativeBalance }) => {
  await negativeBalance.open();
  await expect(negativeBalance.ladder).toContainText('at the 10th day-end (Sat 21 Mar)');
  await expect(negativeBalance.ladder).toContainText('2 of 10');
});

test('on a phone the panel to pay comes first, and the bar at the foot pays', async ({ page, negativeBalance }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await negativeBalance.open();
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Pay $37.40' })).toBeVisible();
  const [panel, chain] = [await negativeBalance.panel.boundingBox(), await negativeBalance.chain.boundingBox()];
  expect(panel?.y ?? 0).toBeLessThan(chain?.y ?? 0);
  await expectNoSidewaysScroll(page);
});
