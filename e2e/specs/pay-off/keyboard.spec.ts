import type { Locator, Page } from '@playwright/test';
import { CARDS, expect, expectPaidOff, test } from '../../support/payer';

/** More controls than any page has before what it is about. */
const MOST_TABS = 80;

/** Goes to a control by the Tab key alone. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const isFocused = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < MOST_TABS && !(await isFocused()); presses += 1) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

test('by keyboard alone 87.40 is paid', async ({ page, signIn, cashier, statements }) => {
  const { keyboard } = page;
  await signIn('keyboard');
  await tabTo(page, page.getByRole('link', { name: 'Pay negative balance' }).first());
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Continue to payment, $87.40' }));
  await keyboard.press('Enter');
  await tabTo(page, cashier.method('Add a card'));
  await keyboard.press('ArrowDown');
  await expect(cashier.method('Bank transfer')).toBeChecked();
  await keyboard.press('ArrowUp');
  await tabTo(page, cashier.button('Add a card'));
  await keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Card number'));
  for (const typed of [CARDS.works.replaceAll(' ', ''), '1234', '123']) {
    await keyboard.type(typed);
    await keyboard.press('Tab');
  }
  await keyboard.type('Test Payer');
  await keyboard.press('Enter');
  await tabTo(page, cashier.button('Pay $87.40'));
  await keyboard.press('Enter');
  await cashier.expectStatus('Cleared');
  await expectPaidOff(page, statements);
});
