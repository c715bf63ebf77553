import type { AlertKind } from '@/domain/alert/rule';
import { type Instant, instant } from '@/domain/calendar/instant';
import { saveAlertRule } from '@/server/commands/alerts/save-alert-rule';
import { watchAlerts } from '@/server/commands/alerts/watch-alerts';
import type { TestBooks } from './books';
import type { WireFact } from './facts';
import { acceptedOf } from './owing';
import { addMember, addSeller } from './people';

/** Marlow's shop "outdoor" and its owner Mara, who keeps rules. */
export interface AlertedShop {
  readonly shopId: number;
  /** Keeps a rule for the shop, or for every shop. @returns its id */
  readonly keeps: (kind: AlertKind, threshold: bigint, shops?: 'all' | 'this') => Promise<string>;
  /** Records facts of the shop. */
  readonly tells: (...facts: readonly WireFact[]) => Promise<void>;
  /** Closes days and holds them against the rules. */
  readonly closes: (through: string) => Promise<number>;
  /** "2026-03-04 owed-above 60.00 owed" for each notice of an alert. */
  readonly told: () => Promise<readonly string[]>;
  /** "2026-03-04 to 2026-03-06", or "2026-03-04 on". */
  readonly alerts: () => Promise<readonly string[]>;
}

const AT: Instant = instant('2026-03-20T08:00:00Z');

/** Opens Marlow's shop on 1 January 2026. */
export async function alertedShop(books: TestBooks): Promise<AlertedShop> {
  const sellerId = await addSeller(books, 'marlow', ['outdoor']);
  const mara = await addMember(books, { key: 'mara', role: 'owner' });
  const [shop] = await books.sql<{ id: number; name: string }>(
    "SELECT id, name FROM shop WHERE external_id = 'outdoor'",
  );
  const shopId = shop?.id ?? 0;
  const ref = { id: shopId, externalId: 'outdoor', name: 'outdoor', marketplaceName: 'US marketplace' };
  const by = { ...mara, shops: [ref], seller: { id: sellerId, name: 'marlow' } };
  let told = 0;
  return {
    shopId,
    keeps: async (kind, threshold, shops = 'this') =>
      acceptedOf(
        await saveAlertRule(books.database, {
          by,
          id: null,
          rule: { kind, threshold },
          shopId: shops === 'all' ? null : shopId,
        }),
      ),
    tells: async (...facts) => {
      told += 1;
      const named = facts.map((fact, index) => ({ id: `told-${told}-${index}`, ...fact }));
      await books.record(named, { shop: 'outdoor' });
    },
    closes: async (through) => {
      await books.close(through);
      return watchAlerts(books.database, { now: AT });
    },
    told: async () =>
      (
        await books.sql<{ line: string }>(
          `SELECT day || ' ' || (detail->>'kind') || ' ' || coalesce(detail->'reading'->>'amount', detail->'reading'->>'days',
                  detail->'reading'->>'percent', '-') AS line FROM notice WHERE kind LIKE 'alert%' ORDER BY day, id`,
        )
      ).map(({ line }) => line),
    alerts: async () =>
      (
        await books.sql<{ line: string }>(
          `SELECT began_on || coalesce(' to ' || ended_on, ' on') AS line FROM alert ORDER BY began_on, revision`,
        )
      ).map(({ line }) => line),
  };
}
