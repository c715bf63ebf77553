import 'server-only';
import { JOURNAL_FILTERS, type OpsFactsSearch, type OpsJournalSearch } from '@/contracts/ops-shop';
import type { JournalSource } from '@/domain/ledger/journal';
import type { Connection } from '../../db/database';

/** What rows of a shop are asked for, and the values that it names. */
interface Conditions {
  readonly where: string;
  readonly values: unknown[];
}

/**
 * What a word names, each part by an index of the shop: facts of the order, the fact of this id, and adjustments that name the order without being
 * about it (R3.5), which their lines tell, or until the close only they themselves.
 */
const NAMED_FACTS = `
  SELECT no FROM fact WHERE shop_id = $1 AND order_id = $2
  UNION SELECT no FROM fact WHERE shop_id = $1 AND id = $2
  UNION SELECT fact_no FROM line WHERE shop_id = $1 AND order_id = $2 AND fact_no IS NOT NULL
  UNION SELECT no FROM fact WHERE shop_id = $1 AND type = 'adjustment.posted' AND payload ->> 'order' = $2
    AND effective_on > (SELECT coalesce(closed_through, '-infinity') FROM shop WHERE id = $1)`;

/** The facts that a word names as it is typed, else in capitals: ids of orders are mostly written in them. */
async function findFacts(connection: Connection, shopId: number, typed: string): Promise<readonly number[]> {
  for (const word of new Set([typed, typed.toUpperCase()])) {
    const { rows } = await connection.query<{ no: number }>(NAMED_FACTS, [shopId, word]);
    if (rows.length > 0) return rows.map(({ no }) => no);
  }
  return [];
}

/**
 * The facts of a shop, `f`, that are asked for.
 * @example (await factConditions(connection, 3, { type: 'order.placed' })).where === 'f.shop_id = $1 AND f.type = $2'
 */
export async function factConditions(
  connection: Connection,
  shopId: number,
  { before, q, type, from, to }: OpsFactsSearch,
): Promise<Conditions> {
  const values: unknown[] = [shopId];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const parts = ['f.shop_id = $1'];
  if (before !== undefined) parts.push(`f.no < ${value(before)}`);
  if (q !== undefined) parts.push(`f.no = ANY(${value(await findFacts(connection, shopId, q))}::int[])`);
  if (type !== undefined) parts.push(`f.type = ${value(type)}`);
  if (from !== undefined) parts.push(`f.effective_on >= ${value(from)}`);
  if (to !== undefined) parts.push(`f.effective_on <= ${value(to)}`);
  return { where: parts.join(' AND '), values };
}

/** The sources that a filter stands for; without one all, since the index over numbers is one over sources first. */
function sourcesOf(asked: OpsJournalSearch['source']): readonly JournalSource[] {
  const sources = JOURNAL_FILTERS.filter((source) => source !== 'payout');
  if (asked === undefined) return sources;
  return asked === 'payout' ? sources.filter((source) => source !== 'statement') : [asked];
}

/**
 * The journals of a shop that are asked for.
 * @example journalConditions(3, { from: '2026-03-01' }).where === 'shop_id = $1 AND day >= $2'
 */
export function journalConditions(shopId: number, { before, source, no, from, to }: OpsJournalSearch): Conditions {
  const values: unknown[] = [shopId];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const parts = ['shop_id = $1'];
  if (before !== undefined) parts.push(`no < ${value(before)}`);
  if (source !== undefined || no !== undefined) parts.push(`source = ANY(${value(sourcesOf(source))}::text[])`);
  if (no !== undefined) parts.push(`source_no = ${value(no)}`);
  if (from !== undefined) parts.push(`day >= ${value(from)}`);
  if (to !== undefined) parts.push(`day <= ${value(to)}`);
  return { where: parts.join(' AND '), values };
}
