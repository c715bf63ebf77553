import 'server-only';
import {
  APPEALS_A_PAGE,
  type AppealCaseDto,
  type AppealingShopDto,
  type AppealQueueDto,
  type AppealQueueSearch,
  type AppealStatus,
  type QueuedAppealDto,
} from '@/contracts/appeals';
import type { ShopState } from '@/domain/books';
import type { Instant } from '@/domain/calendar/instant';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { owedForMeasures, planGrant } from '@/domain/enforcement/appeal';
import { type Currency, formatMinor, type Minor, sum } from '@/domain/money/money';
import { MARKETPLACES } from '@/domain/policy/books/index';
import type { Measure } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import { APPEAL_COLUMNS, type AppealRecord, appealDto } from './appeals';
import { readShopState } from './statements-pending';

/** How many other appeals of its shop are shown beside one. */
const OTHERS_SHOWN = 10;
const APPLIED_SHOWN = 5;

interface QueuedRow {
  readonly id: string;
  readonly measures: readonly Measure[];
  readonly filed_name: string;
  readonly filed_at: Instant;
  readonly status: AppealStatus;
  readonly decided_at: Instant | null;
  readonly decided_name: string | null;
  readonly shop_name: string;
  readonly seller_name: string | null;
  readonly files: number;
  readonly owed: Minor;
  readonly currency: Currency;
}

const QUEUED = `SELECT a.id, a.measures, a.filed_name, a.filed_at, a.status, a.decided_at, a.decided_name, s.name AS shop_name,
    o.name AS seller_name, s.owed_minor AS owed, s.currency,
    (SELECT count(*)::int FROM appeal_file f WHERE f.shop_id = a.shop_id AND f.appeal = a.id) AS files
  FROM appeal a JOIN shop s ON s.id = a.shop_id LEFT JOIN seller o ON o.id = s.seller_id`;

function queuedDto(row: QueuedRow): QueuedAppealDto {
  return {
    id: row.id,
    measures: row.measures,
    filedName: row.filed_name,
    filedAt: row.filed_at,
    status: row.status,
    shopName: row.shop_name,
    sellerName: row.seller_name,
    fileCount: row.files,
    owed: formatMinor(row.owed),
    currency: row.currency,
    decidedAt: row.decided_at,
    decidedName: row.decided_name,
  };
}

/** A page of what was read, one more than a page has, and the place of its last appeal if there are more. */
function pageOf(rows: readonly QueuedRow[], momentOf: (row: QueuedRow) => Instant | null) {
  const page = rows.slice(0, APPEALS_A_PAGE);
  const last = page.at(-1);
  const place = rows.length > APPEALS_A_PAGE && last !== undefined ? `${momentOf(last)}~${last.id}` : null;
  return { page: page.map(queuedDto), place };
}

const placeOf = (text: string | undefined): readonly (string | null)[] => text?.split('~', 2) ?? [null, null];

/** Appeals of every shop: a page of open ones, the oldest first, and one of decided ones, the newest first. @param search where either begins */
export async function readAppealQueue(
  connection: Connection,
  { after, before }: AppealQueueSearch,
): Promise<AppealQueueDto> {
  const [open, decided] = await Promise.all([
    connection.query<QueuedRow>(
      `${QUEUED} WHERE a.status = 'open' AND ($1::timestamptz IS NULL OR (a.filed_at, a.id) > ($1::timestamptz, $2))
        ORDER BY a.filed_at, a.id LIMIT ${APPEALS_A_PAGE + 1}`,
      [...placeOf(after)],
    ),
    connection.query<QueuedRow>(
      `${QUEUED} WHERE a.status <> 'open' AND ($1::timestamptz IS NULL OR (a.decided_at, a.id) < ($1::timestamptz, $2))
        ORDER BY a.decided_at DESC, a.id DESC LIMIT ${APPEALS_A_PAGE + 1}`,
      [...placeOf(before)],
    ),
  ]);
  const { page: waiting, place: newer } = pageOf(open.rows, (row) => row.filed_at);
  const { page, place: older } = pageOf(decided.rows, (row) => row.decided_at);
  return { open: waiting, newer, decided: page, older };
}

interface ShopRecord {
  readonly external_id: string;
  readonly name: string;
  readonly marketplace: string;
  readonly currency: Currency;
  readonly seller_id: string | null;
  readonly seller_name: string | null;
  readonly available: Minor;
  readonly reserved: Minor;
  readonly on_hold: Minor;
}

async function readApplied(connection: Connection, shopId: number): Promise<AppealingShopDto['applied']> {
  const { rows } = await connection.query<{ day: PlainDate; count: number }>(
    `SELECT day, sum(count(*)) OVER ()::int AS count FROM shop_event
      WHERE shop_id = $1 AND kind = 'measure-applied' GROUP BY day ORDER BY day DESC LIMIT ${APPLIED_SHOWN}`,
    [shopId],
  );
  return { count: rows[0]?.count ?? 0, on: rows.map(({ day }) => day) };
}

async function readShop(connection: Connection, shopId: number, state: ShopState): Promise<AppealingShopDto> {
  const { rows } = await connection.query<ShopRecord>(
    `SELECT s.external_id, s.name, s.marketplace, s.currency, o.external_id AS seller_id, o.name AS seller_name,
            s.available_minor AS available, s.reserved_minor AS reserved, s.on_hold_minor AS on_hold
       FROM shop s LEFT JOIN seller o ON o.id = s.seller_id WHERE s.id = $1`,
    [shopId],
  );
  const row = present(rows[0], `shop ${shopId}`);
  const book = bookOf(MARKETPLACES, row.marketplace);
  const today = state.closedThrough === null ? state.openedOn : addDays(state.closedThrough, 1);
  const inEffect = <One extends { readonly from: PlainDate }>(changes: readonly One[]) =>
    present(
      changes.findLast(({ from }) => from <= today),
      'tier and level in effect',
    );
  return {
    id: row.external_id,
    name: row.name,
    sellerId: row.seller_id,
    sellerName: row.seller_name,
    marketplaceName: book.name,
    currency: row.currency,
    zone: book.zone,
    openedOn: state.openedOn,
    closedThrough: state.closedThrough,
    owed: formatMinor(owedForMeasures(state)),
    available: formatMinor(row.available),
    reserved: formatMinor(row.reserved),
    onHold: formatMinor(row.on_hold),
    measures: state.measures.map((one) => ({ ...one, owed: formatMinor(one.owed) })),
    level: inEffect(state.levels).level,
    tier: inEffect(state.tiers).tier,
    score: state.score,
    isOnProbation: state.probation,
    isRiskFlagged: state.riskFlagged,
    openDisputes: {
      count: state.openDisputes.length,
      amount: formatMinor(sum(state.openDisputes.map(({ amount }) => amount))),
    },
    activity: state.activity,
    lastActiveOn: state.lastActiveOn,
    applied: await readApplied(connection, shopId),
  };
}

type CaseRecord = AppealRecord & { readonly shop_id: number; readonly decided_name: string | null };

/** One appeal of any shop, with its shop's standing and what granting it would lift now. @returns null if there is none */
export async function readAppealCase(connection: Connection, id: string): Promise<AppealCaseDto | null> {
  const { rows } = await connection.query<CaseRecord>(
    `SELECT ${APPEAL_COLUMNS}, a.shop_id, a.decided_name FROM appeal a WHERE a.id = $1`,
    [id],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const state = await readShopState(connection, row.shop_id);
  const others = await connection.query<AppealRecord>(
    `SELECT ${APPEAL_COLUMNS} FROM appeal a WHERE a.shop_id = $1 AND a.id <> $2
      ORDER BY a.filed_at DESC, a.id DESC LIMIT ${OTHERS_SHOWN}`,
    [row.shop_id, id],
  );
  const grant = planGrant(state, row.measures);
  return {
    appeal: { ...appealDto(row), decidedName: row.decided_name },
    shop: await readShop(connection, row.shop_id, state),
    others: others.rows.map(appealDto),
    wouldLift: row.status === 'open' && grant.ok ? grant.value : [],
  };
}
