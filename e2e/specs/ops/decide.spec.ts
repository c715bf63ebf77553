import { DEMO_PASSWORD } from '../../../src/server/demo/people';
import { expect, expectAccessible, test } from '../../fixtures';
import { OpsDecisionsPage } from '../../pages/ops-decisions';
import { bankAccountsSite } from '../../support/site';

const { cli, cliWith, sql } = bankAccountsSite;

test('a level 0 override is refused to Lena, who proposed it; Otis’s closure of a shop is confirmed by her', async ({
  page,
  be,
}) => {
  const decisions = new OpsDecisionsPage(page);
  await be('Otis Reed');
  await decisions.preview('marlow-archive', 'Close the shop');
  await expect(decisions.changes).toContainText('No payouts before');
  await expectAccessible(page);
  const closure = await decisions.propose('The owner asked us to close it.');
  await expect(decisions.decide).toContainText('You proposed this yourself');

  await be('Lena Voss');
  await decisions.preview('marlow-garden', 'Reserve level', (at) =>
    at.getByRole('combobox', { name: 'Level' }).selectOption('0'),
  );
  const level = await decisions.propose('Three buyers report the same counterfeit.');
  await expect(decisions.decide).toContainText('It takes a second person');
  await expect(decisions.decide.getByRole('button', { name: /^Confirm/ })).toHaveCount(0);

  await page.goto('/ops/decisions');
  await decisions.waiting.locator(`a[href$="${closure.split('/').at(-1)}"]`).click();
  await expect(decisions.about).toContainText('by Otis Reed');
  await decisions.prove('Confirm that it is you first');
  await expectAccessible(page);
  // A form that was sent for another decision: her own.
  const form = decisions.decide.locator('form').first();
  await form.locator('input[name=decision]').evaluate((input: HTMLInputElement, id) => {
    input.value = id;
  }, level.split('/').at(-1) ?? '');
  await form.getByRole('button', { name: 'Confirm: Shop closed' }).click();
  await expect(decisions.problem).toContainText('It takes a second person');

  await page.goto(closure);
  await decisions.decide.getByRole('button', { name: 'Confirm: Shop closed' }).click();
  await expect(decisions.about).toContainText('Confirmed');
  await expect(decisions.led).toContainText('shop.closed');
  const told = await sql("SELECT FROM notice WHERE kind = 'shop-closed'");
  expect(told).toHaveLength(1);
});

test('Level 0, proposed by Otis and confirmed by Lena, is in effect from the next day and told to the seller', async ({
  page,
  be,
}) => {
  const decisions = new OpsDecisionsPage(page);
  await be('Otis Reed');
  await decisions.preview('marlow-outdoor', 'Reserve level', (at) =>
    at.getByRole('combobox', { name: 'Level' }).selectOption('0'),
  );
  const level = await decisions.propose('The supplier is under investigation.');
  await be('Lena Voss');
  await page.goto(level);
  await decisions.prove('Confirm that it is you first');
  await decisions.decide.getByRole('button', { name: /^Confirm: / }).click();
  await expect(decisions.about).toContainText('Confirmed');
  await expect(decisions.led).toContainText('shop.reserve-level-set');
  await page.goto('/ops/shops/marlow-outdoor/facts');
  await page.getByRole('link', { name: 'shop.reserve-level-set' }).click();
  await expect(decisions.about).toContainText('by Otis Reed');
});

test('A reason that took Lena longer than her proof lasts is there again once she has proved who she is', async ({
  page,
  be,
}) => {
  const decisions = new OpsDecisionsPage(page);
  await be('Lena Voss');
  await page.goto(
    '/ops/decisions/new?shop=quill&kind=adjustment&adjustment=logistics-reimbursement&amount=1.00&preview=1',
  );
  await expect(decisions.changes).toBeVisible();
  await decisions.prove('Confirm that it is you');
  const reason = page.getByLabel('Reason, for the seller');
  await reason.fill('The carrier lost the parcel; it refunds the fee.');
  await sql("UPDATE auth_session SET fresh_at = now() - interval '6 minutes'");
  await page.getByRole('button', { name: /^Do it now: / }).click();
  await page.waitForURL(/\/confirm/);
  await page.getByLabel('Password').fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(reason).toHaveValue('The carrier lost the parcel; it refunds the fee.');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a payout above 100.00 that came back is proposed by Otis and sent again once Lena confirms', async ({
    page,
    be,
  }) => {
    const [payout] = await sql<{ reference: string; no: number }>(
      `SELECT 'P' || p.shop_id || '-' || CASE WHEN p.no > 35 THEN to_char(p.no / 36, 'FM0') ELSE '' END
              || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', p.no % 36 + 1, 1) AS reference, p.no
         FROM payout p JOIN shop s ON s.id = p.shop_id
        WHERE s.external_id = 'marlow-kitchen' AND p.status = 'paid' AND p.amount_minor > 10000 ORDER BY p.no DESC LIMIT 1`,
    );
    const returned = ['reference,code', `${payout?.reference},R16`];
    cliWith({ name: 'returns.csv', lines: returned }, 'import', 'bank-returns', 'file');
    // The books know of it once the day is closed.
    const [clock] = await sql<{ today: string }>("SELECT to_char(now_at, 'YYYY-MM-DD') AS today FROM clock");
    cli('close', '--through', clock?.today ?? '', '--shop', 'marlow-kitchen');
    const decisions = new OpsDecisionsPage(page);
    await be('Otis Reed');
    await decisions.preview('marlow-kitchen', 'Payout retry');
    const retry = await decisions.propose('The bank says that the account takes payments again.');
    await expect(decisions.decide).toContainText('You proposed this yourself');

    await be('Lena Voss');
    await page.goto(retry);
    await decisions.prove('Confirm that it is you first');
    await decisions.decide.getByRole('button', { name: /^Confirm: Payout \d+ sent again/ }).click();
    await expect(decisions.about).toContainText('Confirmed');
    await expect(decisions.led).toContainText('bank-account.verified');
    const failed = await sql(
      "SELECT FROM shop_state t JOIN shop s ON s.id = t.shop_id WHERE s.external_id = 'marlow-kitchen' AND (t.state ->> 'payoutFailed')::boolean",
    );
    expect(failed).toEqual([]);
  });
});
