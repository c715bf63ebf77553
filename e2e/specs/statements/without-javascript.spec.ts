import { expect, test } from '../../fixtures';

test.use({ javaScriptEnabled: false });

test('without JavaScript one signs in, filters and searches statements', async ({ page, signInPage, statements }) => {
  await signInPage.signInAs('Ivy Hart');
  await statements.open('?status=pending');
  await expect(statements.rows).toHaveCount(1);
  await expect(statements.total).toContainText('−37.40');

  await statements.segment('Paid').click();
  await expect(statements.rows).toHaveCount(13);

  await statements.search.fill('IV-10482');
  await statements.search.press('Enter');
  await expect(page).toHaveURL(/status=paid.*q=IV-10482|q=IV-10482.*status=paid/);
  await expect(statements.rows).toHaveCount(1);
});
