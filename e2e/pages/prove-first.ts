import { expect, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../src/server/demo/people';

/** Enters the password where a page asks for a fresh proof before it shows the form that moves money. */
export async function proveFirst(page: Page, link: string): Promise<void> {
  await expect(page.locator('main form, main .acts').last()).toBeVisible();
  const ask = page.getByRole('link', { name: link });
  if ((await ask.count()) === 0) return;
  await ask.click();
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page).not.toHaveURL(/\/confirm/);
}
