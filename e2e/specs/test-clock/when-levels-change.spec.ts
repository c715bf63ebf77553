import { ivyCancels, type ivyOpens } from '../../../tests/support/ivy';
import { HealthPage } from '../../pages/health';
import { expectTold } from '../../support/notices';
import { makeShops, ownerOf, recordFacts, shifted, shopOf } from '../../support/owing-shops';
import { expect, test } from '../../support/payer';
import { clockSite, setClock } from '../../support/site';

type Fact = ReturnType<typeof ivyOpens>[number];

const opens = (openedOn: string): Fact => ({
  type: 'shop.opened',
  occurredAt: `${openedOn}T00:00:00Z`,
  marketplace: 'us',
  registrationType: 'individual',
  probation: false,
  score: '3.2',
});

/** An order that is shipped the day after it was placed, in time or too late. */
function ships(order: string, placedOn: string, isLate: boolean): Fact[] {
  const shipBy = isLate ? `${placedOn}T12:00:00Z` : `${placedOn}T23:59:00Z`;
  return [
    {
      type: 'order.placed',
      occurredAt: `${placedOn}T10:00:00Z`,
      order,
      shipBy,
      shipping: 'ship-by-seller',
      lines: [{ sku: 'cup', name: 'Cup', quantity: 1, amount: '20.00' }],
    },
    { type: 'order.shipped', occurredAt: `${placedOn}T18:00:00Z`, order },
  ];
}

/** Orders placed on one day, the first of them late or none. */
const batch = (name: string, placedOn: string, count: number, late: number) =>
  Array.from({ length: count }, (_, index) => ships(`${name}-${index}`, placedOn, index < late)).flat();

const dispute = (id: string, on: string, amount: string): Fact => ({
  type: 'dispute.opened',
  occurredAt: `${on}T10:00:00Z`,
  order: 'S',
  dispute: id,
  amount,
  reason: 'Not as described',
});

/** 2,127.66 less 6 % is 2,000.00; level 2 withholds 5 % of it: 100.00. */
const SALE: readonly Fact[] = [
  {
    type: 'order.placed',
    occurredAt: '2026-04-08T10:00:00Z',
    order: 'S',
    shipBy: '2026-04-10T10:00:00Z',
    shipping: 'ship-by-seller',
    lines: [{ sku: 'table', name: 'Table', quantity: 1, amount: '2127.66' }],
  },
  { type: 'order.shipped', occurredAt: '2026-04-09T10:00:00Z', order: 'S' },
  { type: 'order.delivered', occurredAt: '2026-04-12T10:00:00Z', order: 'S' },
];

test('100.00 in reserve: disputes of 84.99 leave level 2, and with 0.01 more, exactly 85 %, it is level 0 the day after', async ({
  page,
  signInPage,
}) => {
  const health = new HealthPage(page);
  // One of 24 cancelled by the seller's fault on 17 February: level 2 on 1 April.
  await makeShops(clockSite, {
    disputed: [opens('2026-02-01'), ...ivyCancels().map((fact) => shifted(fact, 28)), ...SALE],
  });
  await setClock(clockSite, '2026-04-21T09:15:00Z', shopOf('disputed'), '2026-04-20');
  await signInPage.signInAs(ownerOf('disputed'));
  await health.open();
  await expect(health.level).toContainText('Level 2 since Wed 1 Apr');
  await expect(health.level).toContainText('$100.00 in reserve');
  await expect(health.section('What level 3 would free')).toContainText('100.00');

  recordFacts(clockSite, 'disputed', [dispute('D-1', '2026-04-21', '84.99')]);
  await setClock(clockSite, '2026-04-22T09:15:00Z', shopOf('disputed'), '2026-04-21');
  await health.open();
  await expect(health.level).toContainText('Level 2 since Wed 1 Apr');
  await expect(health.disputes).toContainText(
    '85 % of the 100.00 in reserve is 85.00: 0.01 more would put you on level 0.',
  );

  recordFacts(clockSite, 'disputed', [dispute('D-2', '2026-04-22', '0.01')]);
  await setClock(clockSite, '2026-04-23T09:15:00Z', shopOf('disputed'), '2026-04-22');
  await health.open();
  await expect(health.level).toContainText(
    'Level 0 since Thu 23 Apr: disputes of 85.00 were open, 85.0 % of the 100.00 in reserve.',
  );
  await expect(health.level).toContainText('70 % of each order is withheld');
  await expectTold(clockSite, 'disputed', 'level-changed', '2026-04-22');
});

test('late dispatch 1 of 20 brings level 2, 1 of 10 level 1, and 0 of 10 level 3 again, each on the 1st', async ({
  page,
  signInPage,
}) => {
  const health = new HealthPage(page);
  const orders = [
    ...batch('april', '2026-04-01', 20, 1),
    ...batch('may', '2026-05-01', 10, 1),
    ...batch('june', '2026-06-01', 10, 0),
  ];
  await makeShops(clockSite, { levels: [opens('2026-03-01'), ...orders] });
  await setClock(clockSite, '2026-04-30T09:15:00Z', shopOf('levels'), '2026-04-29');
  await signInPage.signInAs(ownerOf('levels'));
  await health.open();
  await expect(health.level).toContainText('At level 3 the reserve is 0 %: nothing is withheld.');
  const next = health.section('Next evaluation: Fri 1 May');
  await expect(next).toContainText('1 of 20, 5.0 %');
  await expect(health.section('Forecast')).toContainText('Level 2, 5 %, from Fri 1 May if nothing changes');

  const months = [
    ['2026-05-01', '2026-04-30', 'Level 2 since Fri 1 May: of 20 orders placed 17 Mar to 16 Apr, 1 dispatched late'],
    ['2026-06-01', '2026-05-31', 'Level 1 since Mon 1 Jun: of 10 orders placed 17 Apr to 17 May, 1 dispatched late'],
    ['2026-07-01', '2026-06-30', 'Level 3 since Wed 1 Jul: of 10 orders placed 17 May to 16 Jun, 0 dispatched late'],
  ] as const;
  for (const [day, before, says] of months) {
    await setClock(clockSite, `${day}T09:15:00Z`, shopOf('levels'), before);
    await health.open();
    await expect(health.level).toContainText(says);
    await expectTold(clockSite, 'levels', 'level-changed', before);
  }
});
