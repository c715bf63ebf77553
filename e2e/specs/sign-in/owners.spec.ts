import { expect, test } from '../../fixtures';

const OWNERS = [
  ['Ivy Hart', 'Ivy Ceramics'],
  ['Mara Low', 'Marlow Outdoor'],
  ['Nell Vega', 'Nova Knits'],
  ['Quentin Ames', 'Quill & Co. Stationery'],
  ['Ronan Oake', 'Rook Audio'],
  ['Sabine Finch', 'Sable Textiles'],
] as const;

for (const [person, shop] of OWNERS) {
  test(`${person} signs in and sees the overview of ${shop}`, async ({ page, signInPage, overview }) => {
    await signInPage.signInAs(person);
    await expect(page).toHaveURL('/finances');
    await expect(page.getByRole('complementary').locator('.switch')).toContainText(shop);
    await expect(overview.section('Balance').getByText('If everything settles')).toBeVisible();
    await expect(overview.section('Next payout').getByRole('listitem').first()).toBeVisible();
  });
}
