import { expect, test } from '../../fixtures';

const WRONG = [
  ['0.50', 'Enter at least 1.00, and at most the 37.40 that can still be billed.'],
  ['37.41', 'Enter at least 1.00, and at most the 37.40 that can still be billed.'],
  ['-5', 'Enter an amount above zero'],
  ['12.345', 'Enter at most two decimals, such as 12.30.'],
  ['twenty', '“twenty” is not an amount. Enter a number such as 12.30.'],
] as const;

test.beforeEach(async ({ be }) => be('Ivy Hart'));

for (const [amount, sentence] of WRONG) {
  test(`the amount ${amount} gets a sentence at its field, and makes no bill`, async ({ negativeBalance, bills }) => {
    await negativeBalance.open(`?choice=amount&amount=${amount}`);
    await expect(negativeBalance.error).toContainText(sentence);
    await expect(negativeBalance.amount).toHaveAttribute('aria-invalid', 'true');
    await negativeBalance.pay.click();
    await expect(negativeBalance.error).toContainText(sentence);
    await bills.open('?status=under-way');
    await expect(bills.rows).toHaveCount(0);
  });
}

test('a statement that is paid cannot be paid again', async ({ negativeBalance }) => {
  await negativeBalance.open('?choice=statements&no=12');
  await expect(negativeBalance.error).toContainText('Statement 12 owes nothing');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('what a choice clears is shown before anything is paid', async ({ page, negativeBalance }) => {
    await negativeBalance.open();
    await negativeBalance.other.check();
    await negativeBalance.amount.fill('20.00');
    await negativeBalance.pay.click();
    await expect(page).toHaveURL(/choice=amount&amount=20\.00/);
    await expect(negativeBalance.bar('50.00 covered before, 20.00 this payment, 17.40 left')).toBeVisible();
    await expect(negativeBalance.pay).toHaveText('Continue to payment, $20.00');
  });
});
