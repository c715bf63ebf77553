import 'server-only';
import type { AppealConditionsDto, AppealDto, AppealFileDto, AppealStatus } from '@/contracts/appeals';
import type { ShopContext } from '@/contracts/shell';
import type { Instant } from '@/domain/calendar/instant';
import { owedForMeasures } from '@/domain/enforcement/appeal';
import { formatMinor, larger, minus, readMinor, ZERO } from '@/domain/money/money';
import { type Measure, policyOn } from '@/domain/policy/policy';
import type { Connection } from '../db/database';
import { hasOpenAppeal } from '../repositories/appeals';
import { selectBook } from '../repositories/policies';
import { readUnderWay } from './bills';
import { readShopState } from './statements-pending';

/** How many of a shop's appeals its history shows. */
const SHOWN = 20;

/** A row of an appeal, as every query of them reads it. */
export interface AppealRecord {
  readonly id: string;
  readonly measures: readonly Measure[];
  readonly words: string;
  readonly filed_name: string;
  readonly filed_at: Instant;
  readonly status: AppealStatus;
  readonly decided_at: Instant | null;
  readonly reason: string | null;
  /** JSON of its files without their content. */
  readonly files: string;
}

/** What a query of appeals selects, of the table under the name `a`. */
export const APPEAL_COLUMNS = `a.id, a.measures, a.words, a.filed_name, a.filed_at, a.status, a.decided_at, a.reason,
  (SELECT coalesce(json_agg(json_build_object('no', f.no, 'name', f.name, 'type', f.media_type, 'size', octet_length(f.content))
                            ORDER BY f.no), '[]')
     FROM appeal_file f WHERE f.shop_id = a.shop_id AND f.appeal = a.id) AS files`;

/** An appeal as pages show it. */
export function appealDto(row: AppealRecord): AppealDto {
  const { id, measures, words, status, decided_at: at, reason } = row;
  return {
    id,
    measures,
    words,
    status,
    filedName: row.filed_name,
    filedAt: row.filed_at,
    files: JSON.parse(row.files) as readonly AppealFileDto[],
    decision: at === null || reason === null ? null : { at, reason },
  };
}

/** The appeals of a shop, the newest first. */
export async function readAppeals(connection: Connection, shopId: number): Promise<readonly AppealDto[]> {
  const { rows } = await connection.query<AppealRecord>(
    `SELECT ${APPEAL_COLUMNS} FROM appeal a WHERE a.shop_id = $1 ORDER BY a.filed_at DESC, a.id DESC LIMIT ${SHOWN}`,
    [shopId],
  );
  return rows.map(appealDto);
}

/** What an appeal of a shop needs, and which of it there is (R9.3). @returns null before the first close */
export async function readAppealConditions(
  connection: Connection,
  shop: Pick<ShopContext, 'id' | 'marketplace' | 'today' | 'now'>,
): Promise<AppealConditionsDto | null> {
  const state = await readShopState(connection, shop.id);
  if (state.closedThrough === null) return null;
  const policy = policyOn(await selectBook(connection, shop.marketplace), shop.today);
  const owed = owedForMeasures(state);
  const { billable } = await readUnderWay(connection, shop);
  return {
    measures: state.measures.map(({ measure }) => measure),
    liftsByItself: policy.enforcement.lift === 'automatic',
    owed: formatMinor(owed),
    billed: formatMinor(larger(ZERO, minus(owed, readMinor(billable)))),
    billable,
    isUnderWay: await hasOpenAppeal(connection, shop.id),
  };
}
