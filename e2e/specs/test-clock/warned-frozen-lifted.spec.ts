import { expectAccessible } from '../../fixtures';
import { HealthPage } from '../../pages/health';
import { OpsAppealsPage } from '../../pages/ops-appeals';
import { expectTold } from '../../support/notices';
import { makeShops, owing, ownerOf, shopOf } from '../../support/owing-shops';
import { CARDS, expect, goToCashier, test } from '../../support/payer';
import { clockSite, setClock } from '../../support/site';

const SCENARIO = 'frozen';
const LETTER = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 A letter') };

/** The clock at a quarter past nine of a day, the days before it closed. */
const morningOf = (day: string, before: string) => setClock(clockSite, `${day}T09:15:00Z`, shopOf(SCENARIO), before);

// Four weeks after Ivy's days: refunded on 9 April, and her cancellations make it level 2 on 1 April. Days are moved by the test clock.
test('87.40 owed: warned on days 1, 5 and 8, frozen on the 10th with 6.78 of reserve used, 27.04 paid, appealed, lifted', async ({
  page,
  signInPage,
  overview,
  cashier,
  stripe,
}) => {
  const health = new HealthPage(page);
  const ops = new OpsAppealsPage(page);
  await makeShops(clockSite, { [SCENARIO]: owing(28) });

  await test.step('10 April: one day-end, 12.60 is left to the limit of 100.00', async () => {
    await morningOf('2026-04-10', '2026-04-09');
    await signInPage.signInAs(ownerOf(SCENARIO));
    await health.open();
    await expect(health.balance).toContainText('You owe $87.40, below zero since Thu 9 Apr: 1 day-end in a row.');
    await expect(health.row(/^Withdrawals frozen/)).toContainText('12.60');
    await expect(health.row(/^Withdrawals frozen/)).toContainText('9 days');
    await expect(health.measures).toContainText('No measure is in force');
    await expect(health.appeal).toContainText('there is nothing to appeal');
    await expectTold(clockSite, SCENARIO, 'amount-warning', '2026-04-09');
    await expectAccessible(page);
  });

  await test.step('14 and 17 April: 5 and 8 day-ends; B has covered 53.58, 33.82 is owed', async () => {
    await morningOf('2026-04-14', '2026-04-13');
    await health.open();
    await expect(health.balance).toContainText('5 day-ends in a row');
    await expectTold(clockSite, SCENARIO, 'days-warning', '2026-04-13');
    await morningOf('2026-04-17', '2026-04-16');
    await health.open();
    await expect(health.balance).toContainText('You owe $33.82, below zero since Thu 9 Apr: 8 day-ends in a row.');
    await expect(health.row(/^Withdrawals frozen/)).toContainText('2 days');
    await expectTold(clockSite, SCENARIO, 'days-warning', '2026-04-16');
  });

  await test.step('19 April: the tenth day-end froze withdrawals and used 6.78 of reserve; 27.04 is owed', async () => {
    await morningOf('2026-04-19', '2026-04-18');
    await health.open();
    await expect(health.measures).toContainText('Withdrawals frozen, since Sat 18 Apr.');
    await expect(health.measures).toContainText('$33.82 was owed after 10 day-ends in a row below zero.');
    await expect(health.measures).toContainText('$6.78 of your reserve was used for what you owed since then');
    await expect(health.row(/^Withdrawals frozen/)).toContainText('In force');
    await expect(health.appeal).toContainText('Nothing is owed: −27.04 now.');
    await expect(health.words).toHaveCount(0);
    await expectTold(clockSite, SCENARIO, 'measures-applied', '2026-04-18');
  });

  await test.step('27.04 is paid by card and clears; then nothing is owed', async () => {
    await overview.open();
    await goToCashier(page);
    await cashier.addCard();
    await stripe.enterCard(CARDS.works);
    await cashier.button('Pay $27.04').click();
    await cashier.expectStatus('Paid, clearing');
    await overview.open();
    await overview.clock.getByRole('button', { name: '+1 day' }).click();
    await expect(overview.clock).toContainText('Mon 20 Apr');
    await expect(overview.banner).toContainText('Your withdrawals have been frozen since Sat 18 Apr');
    await overview.banner.getByRole('link', { name: 'Appeal' }).click();
    await expect(health.balance).toContainText('You owe nothing. 2 measures are in force.');
  });

  await test.step('the appeal is filed with a letter', async () => {
    await health.words.fill('The bowl was packed badly. Every piece has a box of its own now.');
    await health.appeal.getByLabel('File 1').setInputFiles(LETTER);
    await health.appeal.getByRole('button', { name: 'Send appeal' }).click();
    await expect(health.appeals).toContainText('Being looked at');
    const [letter] = await Promise.all([
      page.waitForEvent('download'),
      health.appeals.getByRole('link', { name: 'letter.pdf' }).click(),
    ]);
    expect(letter.suggestedFilename()).toBe('letter.pdf');
    await expect(health.words).toHaveCount(0);
  });

  await test.step('Otis grants it with a reason', async () => {
    await ops.signInAs('Otis Reed');
    await ops.open();
    await expectAccessible(page);
    await ops.waiting.getByRole('link', { name: `Shop ${SCENARIO}` }).click();
    await expect(ops.standing).toContainText('Withdrawals frozen since Sat 18 Apr');
    await expect(ops.decision).toContainText('Nothing is owed, so it can be granted.');
    await ops.reason.fill('Paid, and the packing is mended.');
    await expectAccessible(page);
    await ops.decision.getByRole('button', { name: /^Grant/ }).click();
    await expect(ops.decision).toContainText('Granted: by Otis Reed');
  });

  await test.step('the seller reads the reason; no measure is in force', async () => {
    await signInPage.signInAs(ownerOf(SCENARIO));
    await expect(overview.banner).toHaveCount(0);
    await health.open();
    await expect(health.measures).toContainText('No measure is in force');
    await expect(health.appeals).toContainText('Paid, and the packing is mended.');
    await expectTold(clockSite, SCENARIO, 'appeal-decided', '2026-04-20');
    await expectTold(clockSite, SCENARIO, 'measures-lifted', '2026-04-20');
  });
});
