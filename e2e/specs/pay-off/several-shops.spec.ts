import { expectAccessible, expectNoSidewaysScroll } from '../../fixtures';
import { BatchPage, ShopsPage } from '../../pages/shops';
import { makeShops, owing, ownerOf, shopOf } from '../../support/owing-shops';
import { CARDS, expect, test } from '../../support/payer';
import { payOffSite } from '../../support/site';

const SHOPS = ['harbour', 'hill', 'west'] as const;

/** Three shops of one owner, each of which owes 87.40. */
async function makeFleet(): Promise<void> {
  const [found] = await payOffSite.sql('SELECT FROM shop WHERE external_id = $1', [shopOf('harbour')]);
  if (found !== undefined) return;
  await makeShops(payOffSite, Object.fromEntries(SHOPS.map((shop) => [shop, owing()])));
  for (const shop of SHOPS) payOffSite.cli('close', '--through', '2026-03-13', '--shop', shopOf(shop));
  await payOffSite.sql(
    'UPDATE shop SET seller_id = (SELECT id FROM seller WHERE external_id = $1) WHERE external_id = ANY($2::text[])',
    [shopOf('harbour'), SHOPS.map(shopOf)],
  );
}

test('three shops are paid in one go, 3 × 87.40 = 262.20; the bank declines one, and only that one is charged again', async ({
  page,
  signInPage,
  cashier,
  stripe,
}) => {
  await makeFleet();
  const shops = new ShopsPage(page);
  const batch = new BatchPage(page);
  await signInPage.signInAs(ownerOf('harbour'));
  await shops.open();
  await expect(page.getByText('You owe, in 3 shops')).toBeVisible();
  await shops.select('Shop harbour', 'Shop hill', 'Shop west');
  await shops.button('Pay (3), $262.20').click();
  await expectAccessible(page);

  await cashier.addCard();
  await stripe.enterCard(CARDS.asksBank);
  await stripe.atTheBank('Confirm your card', 'Complete');
  await cashier.button('Pay $262.20').click();
  await expect(batch.question).toContainText('3 charges');
  await batch.confirmNext();
  await stripe.atTheBank('Confirm your payment', 'Complete');
  await expect(batch.question).toContainText('2 charges');
  await batch.confirmNext();
  await stripe.atTheBank('Confirm your payment', 'Fail');
  await expect(batch.question).toContainText('1 charge');
  await batch.confirmNext();
  await stripe.atTheBank('Confirm your payment', 'Complete');

  await expect(batch.row('Shop harbour')).toContainText('Cleared');
  await expect(batch.row('Shop hill')).toContainText('Failed');
  await expect(batch.row('Shop hill')).toContainText('Nothing was charged.');
  await expect(batch.row('Shop west')).toContainText('Cleared');
  await expectAccessible(page);

  await cashier.addCard();
  await stripe.enterCard(CARDS.works);
  await cashier.button('Pay $87.40').click();
  await expect(batch.row('Shop hill')).toContainText('Cleared');
  const [charges] = await payOffSite.sql<{ captured: string; failed: string }>(
    `SELECT count(*) FILTER (WHERE p.status = 'captured')::text AS captured,
            count(*) FILTER (WHERE p.status = 'failed')::text AS failed
       FROM bill_payment p JOIN bill_batch_item i ON i.shop_id = p.shop_id AND i.bill_id = p.bill_id`,
  );
  expect(charges).toEqual({ captured: '3', failed: '1' });

  await shops.open();
  await expect(shops.row('Shop hill')).not.toContainText('Negative');
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(page);
});
