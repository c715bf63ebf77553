import 'server-only';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { machineTime, setTestClock } from '../clock';
import { closeDays } from '../commands/close-day';
import { recordFacts } from '../commands/record-facts';
import { type Connection, type Database, inTransaction } from '../db/database';
import { keepStoryBills } from './bills';
import { DEMO_SELLERS, type DemoSeller } from './people';
import { demoStories } from './stories/index';
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
  const id = rows[0]?.id;
  const { people } = seller;
  await connection.query(
    `INSERT INTO member (seller_id, no, person_key, name, email, role)
     SELECT $1, ordinality, person_key, name, email, role
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY n (person_key, name, email, role, ordinality)
     ON CONFLICT (person_key) DO UPDATE SET name = excluded.name, email = excluded.email, role = excluded.role`,
    [
      id,
      people.map((person) => person.key),
      people.map((person) => person.name),
      people.map((person) => person.email),
      people.map((person) => person.role),
    ],
  );
  await connection.query('UPDATE shop SET seller_id = $1 WHERE external_id = ANY($2::text[])', [id, seller.shops]);
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
  const total = { statements: 0, payouts: 0 };
  const shops = DEMO_SELLERS.flatMap((seller) => seller.shops);
  for (const shop of shops) {
    const closed = await closeDays(database, { through: CLOSED_THROUGH, shop });
    total.statements += closed.statements;
    total.payouts += closed.payouts;
  }
  await inTransaction(database, async (connection) => {
    for (const seller of DEMO_SELLERS) {
      await keepSeller(connection, seller);
      for (const person of seller.people) await keepDemoUser(connection, person);
    }
    await keepStoryBills(
      connection,
      facts.map(({ fact }) => fact),
    );
    if (recorded.accepted > 0) await setTestClock(connection, BEGINS_AT);
  });
  return { sellers: DEMO_SELLERS.length, shops: shops.length, facts: recorded.accepted, ...total };
}
