import 'server-only';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { present } from '@/domain/shared/assert';
import { machineTime, setTestClock } from '../clock';
import { closeDays } from '../commands/close-day';
import { deliverNotices } from '../commands/notices/deliver-notices';
import { recordFacts } from '../commands/record-facts';
import { type Connection, type Database, inTransaction } from '../db/database';
import { keepStoryBills } from './bills';
import { DEMO_OPS, DEMO_SELLERS, type DemoOps, type DemoPerson, type DemoSeller } from './people';
import { demoStories } from './stories/index';
import { keepDemoTransfers } from './transfers';
import { keepDemoUser } from './users';

/** The last day of the stories, and the morning after it, when the demo begins. */
const CLOSED_THROUGH = plainDate('2026-03-13');
const BEGINS_AT = instant('2026-03-14T09:12:00Z');

/** What was added to the demo; all zero but sellers and shops where it was there already. */
export interface SeedResult {
  readonly sellers: number;
  readonly shops: number;
  readonly facts: number;
  readonly statements: number;
  readonly payouts: number;
}

async function keepSeller(connection: Connection, seller: DemoSeller): Promise<void> {
  const { rows } = await connection.query<{ id: number }>(
    `INSERT INTO seller (external_id, name) VALUES ($1, $2)
     ON CONFLICT (external_id) DO UPDATE SET name = excluded.name RETURNING id`,
    [seller.externalId, seller.name],
  );
  const id = present(rows[0], 'the seller').id;
  await connection.query('UPDATE shop SET seller_id = $1 WHERE external_id = ANY($2::text[])', [id, seller.shops]);
  for (const [index, person] of seller.people.entries()) await keepPerson(connection, id, index + 1, person);
}

/** Makes a member and the user who signs in as them; what has become of a member since is left alone. */
async function keepPerson(connection: Connection, sellerId: number, no: number, person: DemoPerson): Promise<void> {
  const { key, name, email, role, shops } = person;
  const userId = await keepDemoUser(connection, person);
  const { rowCount } = await connection.query(
    `INSERT INTO member (seller_id, no, person_key, user_id, name, email, role, shop_access)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [sellerId, no, key, userId, name, email, role, shops === undefined ? 'all' : 'chosen'],
  );
  if (rowCount === 0) return;
  await connection.query(
    `INSERT INTO member_shop (seller_id, member_no, shop_id)
     SELECT $1, $2, id FROM shop WHERE seller_id = $1 AND external_id = ANY($3::text[])`,
    [sellerId, no, shops ?? []],
  );
}

async function keepOps(connection: Connection, { key, name, email, role }: DemoOps): Promise<void> {
  const userId = await keepDemoUser(connection, { name, email });
  await connection.query(
    `INSERT INTO ops_member (person_key, user_id, name, email, role) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [key, userId, name, email, role],
  );
}

/** Whether the demo was never made to its end: the marketplace's own people come last. */
async function isFirstTime(connection: Connection): Promise<boolean> {
  const { rowCount } = await connection.query('SELECT FROM ops_member LIMIT 1');
  return rowCount === 0;
}

/**
 * Makes the demo sellers by replaying their stories: records the facts, closes the days, says who the shops belong to, keeps the records of
 * their bills, and sets the test clock to the morning after. Doing it again changes nothing, and leaves a clock that was moved since alone.
 * @throws if a fact of a story is refused: that is a defect of the story
 */
export async function seedDemo(database: Database): Promise<SeedResult> {
  const facts = demoStories()
    .flatMap((story) => story.facts)
    .map((fact, index) => ({ line: index + 1, fact }));
  const recorded = await recordFacts(database, { facts, isAtomic: true, recordedAt: machineTime() });
  const refusal = recorded.refused[0];
  if (refusal !== undefined) {
    const fact = facts[refusal.line - 1]?.fact;
    throw new Error(`Defect: the demo fact ${fact?.id} (${fact?.type}) is refused: ${refusal.field} ${refusal.reason}`);
  }
  await inTransaction(database, async (connection) => {
    // Before the close: its notices are for the members, and what is news is told by the clock.
    for (const seller of DEMO_SELLERS) await keepSeller(connection, seller);
    if (await isFirstTime(connection)) await setTestClock(connection, BEGINS_AT);
  });
  const total = { statements: 0, payouts: 0 };
  const shops = DEMO_SELLERS.flatMap((seller) => seller.shops);
  for (const shop of shops) {
    const closed = await closeDays(database, { through: CLOSED_THROUGH, shop });
    total.statements += closed.statements;
    total.payouts += closed.payouts;
  }
  await inTransaction(database, async (connection) => {
    for (const person of DEMO_OPS) await keepOps(connection, person);
    await keepStoryBills(
      connection,
      facts.map(({ fact }) => fact),
    );
  });
  await keepDemoTransfers(database, BEGINS_AT);
  await deliverNotices(database);
  return { sellers: DEMO_SELLERS.length, shops: shops.length, facts: recorded.accepted, ...total };
}
