import { expect, test } from '../../fixtures';

test('by keyboard: the skip link comes first, and Enter on Statements in the navigation opens them', async ({
  page,
  be,
  overview,
  statements,
}) => {
  await be('Ivy Hart');
  await overview.open();
  const skip = page.getByRole('link', { name: 'Skip to content' });
  const link = page.getByRole('complementary').getByRole('link', { name: 'Statements' });
  const clockButtons = overview.clock.getByRole('button');
  const most = 12;

  for (let tabs = 0; tabs < most && !(await skip.evaluate((node) => node === document.activeElement)); tabs += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await expect(clockButtons.first()).toBeVisible();

  for (let tabs = 0; tabs < most && !(await link.evaluate((node) => node === document.activeElement)); tabs += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(link).toBeFocused();
  const outline = await link.evaluate((node) => getComputedStyle(node).outlineStyle);
  expect(outline, 'the ring around what has the focus').not.toBe('none');
  await page.keyboard.press('Enter');
  await expect(statements.heading).toBeVisible();
});
