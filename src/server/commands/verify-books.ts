import 'server-only';
import type { Policies } from '@/domain/policy/policy';
import type { Database } from '../db/database';
import { atOneMoment } from '../db/one-moment';
import { auditViolations } from '../invariants/audit';
import { INVARIANTS, violationsOf } from '../invariants/index';
import type { Violation } from '../invariants/invariant';
import { replayDifferences } from '../invariants/replay-differences';
import { type SealViolation, sealViolationsOf } from '../invariants/seals';
import { selectPolicies } from '../repositories/policies';
import { listShops, selectShops } from '../repositories/shops';
import { groupShops } from './shop-groups';

/** How a verification goes on. */
export interface VerifyInput {
  readonly policies?: Policies;
  /** Shops that are replayed so far. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Told after each check, and for the replay after each group of shops. */
  readonly onChecked?: (invariant: string, tookMs: number) => void;
}

/** What a verification checks beside the queries of R12. */
const BESIDE = [
  { id: 'AUDIT', says: 'every audit log is whole: no entry was changed, added between others or taken away' },
  { id: 'R12.12', says: 'every shop replayed from its facts gives the books that are stored' },
  { id: 'SEAL', says: 'every closed day is as it was sealed, and its seal follows from the one before' },
] as const;

/** Everything that a verification checks, in words. Some invariants are checked from two sides. */
export const VERIFIED: ReadonlyMap<string, string> = [...INVARIANTS, ...BESIDE].reduce(
  (words, { id, says }) => words.set(id, words.has(id) ? `${words.get(id)}; ${says}` : says),
  new Map<string, string>(),
);

/**
 * Proves the books: every invariant of R12 as a query, then every shop replayed from its facts against what is stored, and the
 * seals of its days made again. Reads only; each
 * group of shops is seen as of one moment, so closes may go on meanwhile.
 * @returns violations, none if the books are true
 */
export async function verifyBooks(database: Database, input: VerifyInput = {}): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  const check = async (invariant: string, find: () => Promise<readonly Violation[]>): Promise<void> => {
    const started = performance.now();
    violations.push(...(await find()));
    input.onChecked?.(invariant, performance.now() - started);
  };
  await atOneMoment(database, async (connection) => {
    for (const invariant of INVARIANTS) await check(invariant.id, () => violationsOf(connection, invariant));
    await check('AUDIT', () => auditViolations(connection));
  });
  const shops = await listShops(database.pool, null);
  let done = 0;
  for (const group of groupShops(shops)) {
    const ids = group.map((shop) => shop.id);
    await atOneMoment(database, async (connection) => {
      // Read again within the snapshot: a close may have moved the last closed day since.
      const current = await selectShops(connection, ids);
      const policies = input.policies ?? (await selectPolicies(connection));
      await check('R12.12', () => replayDifferences(connection, current, policies));
      await check('SEAL', async () => (await sealViolationsOf(connection, ids)).map(asViolation));
    });
    done += group.length;
    input.onProgress?.(done, shops.length);
  }
  return violations;
}

function asViolation({ shop, day, what, detail }: SealViolation): Violation {
  return { invariant: 'SEAL', shop, detail: `not so: ${day} is as it was sealed (${what} ${detail})` };
}
