import { ivyCancels, ivyOpens, ivySells } from '../../tests/support/ivy';
import { payOffSite, type Site } from './site';

/** One shop for each scenario that pays: what one spec pays, no other spec sees. */
export const SCENARIOS = [
  'full',
  'selected',
  'amount',
  'declined',
  'confirmed',
  'unconfirmed',
  'abandoned',
  'exact',
  'under',
  'over',
  'suggested',
  'noscript',
  'keyboard',
  'phone',
  'foreign',
] as const;

export type Scenario = (typeof SCENARIOS)[number];

/** Who owns the shop of a scenario. */
export function ownerOf(scenario: string): string {
  return `Payer ${scenario}`;
}

/** What a scenario's shop is called in files and on the command line. */
export function shopOf(scenario: string): string {
  return `pay-${scenario}`;
}

/** A fact as a file has it, without id and shop. */
type Fact = ReturnType<typeof ivySells>[number];

const ADS: Fact = {
  type: 'adjustment.posted',
  occurredAt: '2026-03-13T09:00:00Z',
  kind: 'ads-payment',
  amount: '-10.00',
  reason: 'Ads',
};

const MOMENT = /^\d{4}-\d\d-\d\dT/;

function later(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * 86_400_000).toISOString();
}

/** The same some days later, every moment of it. */
export function shifted(fact: Fact, days: number): Fact {
  const entries = Object.entries(fact).map(([key, value]) => [
    key,
    typeof value === 'string' && MOMENT.test(value) ? later(value, days) : value,
  ]);
  return Object.fromEntries(entries) as Fact;
}

/** Ivy's story until she owes 87.40, some days later than hers. */
export function owing(days = 0): readonly Fact[] {
  return (
    [...ivyOpens(), ...ivyCancels(), ...ivySells()]
      // An imported file holds no facts of commands: its bank account is made by --simulated-bank-accounts.
      .filter(({ type }) => type !== 'bank-account.verified')
      .map((fact) => shifted(fact, days))
  );
}

function linesOf(scenario: string, facts: readonly Fact[]): readonly string[] {
  return facts.map((fact, index) => {
    const named =
      fact.type === 'shop.opened' ? { name: `Shop ${scenario}`, registeredName: ownerOf(scenario) } : undefined;
    return JSON.stringify({ id: `${fact.occurredAt}-${index}`, shop: shopOf(scenario), ...fact, ...named });
  });
}

/** Records facts of a scenario's shop. */
export function recordFacts(site: Site, scenario: string, facts: readonly Fact[]): void {
  site.cliWith({ name: 'facts.jsonl', lines: linesOf(scenario, facts) }, 'import', 'facts', 'file');
}

/** Makes shops from their facts, each with an owner who can sign in, once their days are closed. Done again it changes nothing. */
export async function makeShops(site: Site, shops: Readonly<Record<string, readonly Fact[]>>): Promise<void> {
  const lines = Object.entries(shops).flatMap(([scenario, facts]) => linesOf(scenario, facts));
  site.cliWith({ name: 'facts.jsonl', lines }, 'import', 'facts', 'file', '--simulated-bank-accounts');
  const scenarios = Object.keys(shops);
  await site.sql(
    `WITH wanted AS (SELECT * FROM unnest($1::text[], $2::text[]) w (key, name)),
          made AS (INSERT INTO seller (external_id, name) SELECT key, name FROM wanted
                   ON CONFLICT (external_id) DO NOTHING RETURNING id, external_id, name),
          owner AS (INSERT INTO member (seller_id, no, person_key, name, email, role)
                    SELECT id, 1, external_id, name, external_id || '@example.com', 'owner' FROM made)
     UPDATE shop SET seller_id = made.id FROM made WHERE shop.external_id = made.external_id`,
    [scenarios.map(shopOf), scenarios.map(ownerOf)],
  );
}

/** Makes a shop that owes 87.40 for each scenario of the pay-off site. Done once; a second call finds them. */
export async function makeOwingShops(): Promise<void> {
  const [found] = await payOffSite.sql<{ count: string }>(
    "SELECT count(*)::text FROM shop WHERE external_id LIKE 'pay-%'",
  );
  if (found?.count !== '0') return;
  const shops = SCENARIOS.map((scenario) => [scenario, scenario === 'selected' ? [...owing(), ADS] : owing()]);
  await makeShops(payOffSite, Object.fromEntries(shops));
  payOffSite.cli('close', '--through', '2026-03-13');
}
