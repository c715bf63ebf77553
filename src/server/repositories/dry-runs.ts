import 'server-only';
import type { DryRunDto, OutcomeDto, OutcomeTotalsDto, SidesDto } from '@/contracts/policies';
import type { Instant } from '@/domain/calendar/instant';
import type { Minor } from '@/domain/money/money';
import type { Connection } from '../db/database';
import type { ByWhom } from './policy-versions';

/** A dry run as it is kept. */
export interface DryRunRow extends Omit<DryRunDto, 'shops'> {
  readonly marketplace: string;
  readonly version: number;
}

/** A shop that a version would change, to keep. */
export interface ChangedShop {
  readonly shopId: number;
  readonly size: Minor;
  readonly sides: SidesDto<OutcomeDto>;
}

const COLUMNS = `id, marketplace, version, kind, from_on AS "from", through_on AS through, asked_by_name AS "askedBy", asked_at AS "askedAt",
  status, shops_done AS "shopsDone", shop_count AS "shopCount", changed_shop_count AS "changedShopCount", outcome AS totals`;

type Stored = Omit<DryRunRow, 'totals'> & { readonly totals: string | null };

function readRow(row: Stored): DryRunRow {
  return { ...row, totals: row.totals === null ? null : (JSON.parse(row.totals) as SidesDto<OutcomeTotalsDto>) };
}

/** Puts a dry run down, to be made by the worker. */
export async function insertDryRun(
  connection: Connection,
  run: Pick<DryRunRow, 'id' | 'marketplace' | 'version' | 'kind' | 'from' | 'through'> & {
    readonly by: ByWhom;
    readonly now: Instant;
  },
): Promise<void> {
  await connection.query(
    `INSERT INTO policy_dry_run (id, marketplace, version, kind, from_on, through_on, asked_by, asked_by_name, asked_at, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued')`,
    [run.id, run.marketplace, run.version, run.kind, run.from, run.through, run.by.key, run.by.name, run.now],
  );
}

/** The dry runs of a version, newest first. */
export async function listDryRuns(
  connection: Connection,
  marketplace: string,
  version: number,
): Promise<readonly DryRunRow[]> {
  const { rows } = await connection.query<Stored>(
    `SELECT ${COLUMNS} FROM policy_dry_run WHERE marketplace = $1 AND version = $2 ORDER BY asked_at DESC, id DESC`,
    [marketplace, version],
  );
  return rows.map(readRow);
}

/** Dry runs that nobody has finished, those asked for first in front. */
export async function listUnfinishedDryRuns(connection: Connection): Promise<readonly DryRunRow[]> {
  const { rows } = await connection.query<Stored>(
    `SELECT ${COLUMNS} FROM policy_dry_run WHERE status IN ('queued', 'running') ORDER BY asked_at, id`,
  );
  return rows.map(readRow);
}

/** Begins a dry run, from nothing also where a worker died over it. */
export async function beginDryRun(connection: Connection, id: string, shopCount: number): Promise<void> {
  await connection.query('DELETE FROM policy_dry_run_shop WHERE dry_run_id = $1', [id]);
  await connection.query(
    `UPDATE policy_dry_run SET status = 'running', shops_done = 0, shop_count = $2, changed_shop_count = 0 WHERE id = $1`,
    [id, shopCount],
  );
}

/** Keeps the shops of a group that would change, and how far the run has come. */
export async function keepChangedShops(
  connection: Connection,
  id: string,
  shopsDone: number,
  changed: readonly ChangedShop[],
): Promise<void> {
  await connection.query(
    `INSERT INTO policy_dry_run_shop (shop_id, dry_run_id, size_minor, outcome)
     SELECT shop_id, $1, size, outcome FROM unnest($2::int[], $3::bigint[], $4::json[]) changed (shop_id, size, outcome)`,
    [
      id,
      changed.map(({ shopId }) => shopId),
      changed.map(({ size }) => size),
      changed.map(({ sides }) => JSON.stringify(sides)),
    ],
  );
  await connection.query(
    'UPDATE policy_dry_run SET shops_done = $2, changed_shop_count = changed_shop_count + $3 WHERE id = $1',
    [id, shopsDone, changed.length],
  );
}

/** Ends a dry run: with what it came to, or as failed. */
export async function finishDryRun(
  connection: Connection,
  id: string,
  totals: SidesDto<OutcomeTotalsDto> | null,
): Promise<void> {
  await connection.query('UPDATE policy_dry_run SET status = $2, outcome = $3 WHERE id = $1', [
    id,
    totals === null ? 'failed' : 'done',
    totals === null ? null : JSON.stringify(totals),
  ]);
}

/** Shops that a version would change, those by most money first. */
export async function listChangedShops(
  connection: Connection,
  id: string,
  limit: number,
  offset: number,
): Promise<readonly { readonly shop: string; readonly name: string; readonly sides: SidesDto<OutcomeDto> }[]> {
  const { rows } = await connection.query<{ shop: string; name: string; outcome: string }>(
    `SELECT s.external_id AS shop, s.name, d.outcome FROM policy_dry_run_shop d JOIN shop s ON s.id = d.shop_id
      WHERE d.dry_run_id = $1 ORDER BY d.size_minor DESC, d.shop_id LIMIT $2 OFFSET $3`,
    [id, limit, offset],
  );
  return rows.map(({ shop, name, outcome }) => ({ shop, name, sides: JSON.parse(outcome) as SidesDto<OutcomeDto> }));
}
