// Two hundred invented shops of one seller, some of them in trouble: for the bench of /shops, and to look at the page.
import { type Instant, instant } from '@/domain/calendar/instant';
import { addDays, type PlainDate, plainDate } from '@/domain/calendar/plain-date';
import type { Fact, FactOf, FactPayloads, FactType } from '@/domain/fact/fact';
import { minor } from '@/domain/money/money';
import { closeDays } from '@/server/commands/close-day';
import { recordFacts } from '@/server/commands/record-facts';
import { type Database, inTransaction } from '@/server/db/database';

const OPENED = plainDate('2026-01-02');
const LAST_DAY = plainDate('2026-03-13');
const WORDS = [
  'Outdoor',
  'Kitchen & Table',
  'Garden',
  'Paper',
  'Kids',
  'Lighting',
  'Ceramics',
  'Linen',
  'Audio',
  'Tools',
];
const PLACES = [
  'North',
  'South',
  'Harbour',
  'Hill',
  'Camping and Expedition Equipment: Clearance and Refurbished',
  'West',
];

const at = (day: PlainDate, time = '10:00'): Instant => instant(`${day}T${time}:00Z`);

/** The facts of one shop; its number decides how it fares. */
function factsOf(number: number): readonly Fact[] {
  const shop = `fleet-${number.toString().padStart(3, '0')}`;
  const facts: Fact[] = [];
  const tell = <Type extends FactType>(type: Type, occurredAt: Instant, payload: FactPayloads[Type]): void => {
    facts.push({ id: `${shop}-${facts.length}`, shop, type, occurredAt, ...payload } as unknown as FactOf<Type>);
  };
  tell('shop.opened', at(OPENED, '03:30'), {
    marketplace: number % 10 === 9 ? 'br' : 'us',
    name: `Fleet ${WORDS[number % WORDS.length]} ${PLACES[number % PLACES.length]} ${number}`,
    registrationType: 'corporate',
    registeredName: 'Fleet Trading Ltd',
    probation: number % 13 === 12,
    score: ((number % 30) / 10 + 2).toFixed(1),
  });
  if (number % 31 !== 30)
    tell('bank-account.verified', at(OPENED, '03:40'), {
      account: `${shop}-1`,
      last4: (4000 + number).toString().slice(-4),
      holderName: 'Fleet Trading Ltd',
    });
  const idleFrom = number % 7 === 6 ? 70 - (number % 45) : 0;
  for (let sale = 0; sale < 6; sale += 1) {
    const placedOn = addDays(OPENED, 3 + sale * 9 + (number % 5));
    if (placedOn > addDays(LAST_DAY, -idleFrom - 8)) break;
    const order = `${shop}-${sale}`;
    tell('order.placed', at(placedOn), {
      order,
      shipBy: at(addDays(placedOn, 3), '23:00'),
      shipping: 'ship-by-seller',
      lines: [
        { sku: 'set', name: 'Set', quantity: 1, amount: minor(BigInt(2500 + ((number * 379 + sale * 811) % 9000))) },
      ],
    });
    tell('order.shipped', at(addDays(placedOn, sale === 2 && number % 6 === 0 ? 5 : 1)), { order });
    tell('order.delivered', at(addDays(placedOn, 6)), { order });
  }
  for (let waiting = 0; waiting < number % 3; waiting += 1) {
    tell('order.placed', at(addDays(LAST_DAY, -3 + waiting)), {
      order: `${shop}-w${waiting}`,
      shipBy: at(addDays(LAST_DAY, number % 9 === 5 ? 0 : 1 + waiting), '18:00'),
      shipping: 'ship-by-seller',
      lines: [{ sku: 'set', name: 'Set', quantity: 1, amount: minor(4200n) }],
    });
  }
  if (number % 4 === 1)
    tell('adjustment.posted', at(addDays(LAST_DAY, -(number % 14))), {
      kind: 'ads-payment',
      amount: minor(-BigInt(1500 + ((number * 7919) % 24_000))),
      reason: 'Advertising',
    });
  if (idleFrom === 0) tell('shop.activity', at(addDays(LAST_DAY, -(number % 6))), { kind: 'sign-in' });
  return facts;
}

/**
 * Makes the shops by their facts, closes their days through 13 March 2026, and gives them to one seller, "fleet".
 * @returns the numbers of the shops
 */
export async function makeManyShops(database: Database, count: number): Promise<readonly number[]> {
  const facts = Array.from({ length: count }, (_, number) => factsOf(number))
    .flat()
    .map((fact, index) => ({ line: index + 1, fact }));
  const { refused } = await recordFacts(database, { facts, isAtomic: true, recordedAt: at(OPENED) });
  const [first] = refused;
  if (first !== undefined) throw new Error(`line ${first.line}: ${first.field} ${first.reason}`);
  await closeDays(database, { through: LAST_DAY });
  return inTransaction(database, async (connection) => {
    await connection.query("INSERT INTO seller (external_id, name) VALUES ('fleet', 'Fleet Trading')");
    const { rows } = await connection.query<{ id: number }>(
      `UPDATE shop SET seller_id = (SELECT id FROM seller WHERE external_id = 'fleet')
        WHERE external_id LIKE 'fleet-%' RETURNING id`,
    );
    return rows.map(({ id }) => id);
  });
}
