import 'server-only';
import {
  OPS_PAYOUTS_A_PAGE,
  type OpsPayoutRowDto,
  type OpsPayoutsPageDto,
  type OpsPayoutsSearch,
} from '@/contracts/ops-payouts';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, readMinor } from '@/domain/money/money';
import type { PayoutStatus } from '@/domain/payout/payout';
import type { Connection } from '../../db/database';
import { findNamed, type Numbered } from './named';
import { SHOPS_AND_SELLERS, shopConditions } from './shop-words';

/** Those that went wrong come first, then the others; each part by its own index. */
const PARTS = {
  wrong: `p.status IN ('failed', 'returned')`,
  other: `p.status NOT IN ('failed', 'returned')`,
} as const;
type Part = keyof typeof PARTS;

interface PayoutRecord {
  readonly shop_id: number;
  readonly no: number;
  readonly initiated_on: PlainDate;
  readonly status: PayoutStatus;
  readonly amount: Minor;
  readonly last4: string;
  readonly statement_count: number;
  readonly settled_on: PlainDate | null;
  readonly code: string | null;
  readonly external_id: string;
  readonly name: string;
  readonly currency: string;
  readonly marketplace: string;
  readonly payout_failed: boolean;
}

function conditionsOf(
  asked: OpsPayoutsSearch,
  named: readonly Numbered[] | null,
  value: (given: unknown) => string,
): readonly string[] {
  const { q, status, from, to, min, max, shop, marketplace } = asked;
  const parts: string[] = [];
  if (status !== undefined) parts.push(`p.status = ${value(status)}`);
  if (from !== undefined) parts.push(`p.initiated_on >= ${value(from)}`);
  if (to !== undefined) parts.push(`p.initiated_on <= ${value(to)}`);
  if (min !== undefined) parts.push(`p.amount_minor >= ${value(readMinor(min))}`);
  if (max !== undefined) parts.push(`p.amount_minor <= ${value(readMinor(max))}`);
  if (named !== null) {
    const shops = value(named.map(({ shopId }) => shopId));
    const nos = value(named.map(({ no }) => no));
    parts.push(`(p.shop_id, p.no) IN (SELECT * FROM unnest(${shops}::int[], ${nos}::int[]))`);
  }
  const ofShops = shopConditions({ shop, marketplace, words: named === null ? q : undefined }, value);
  if (ofShops.length > 0) {
    parts.push(`p.shop_id IN (SELECT s.id FROM ${SHOPS_AND_SELLERS} WHERE ${ofShops.join(' AND ')})`);
  }
  return parts;
}

async function selectPart(
  connection: Connection,
  part: Part,
  asked: OpsPayoutsSearch,
  named: readonly Numbered[] | null,
  limit: number,
): Promise<readonly PayoutRecord[]> {
  const values: unknown[] = [];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const parts = [PARTS[part], ...conditionsOf(asked, named, value)];
  const [at, day, shop, no] = asked.after?.split('~') ?? [];
  if (at === part) {
    parts.push(`(p.initiated_on, p.shop_id, p.no) < (${value(day)}::date, ${value(shop)}::int, ${value(no)}::int)`);
  }
  const { rows } = await connection.query<PayoutRecord>(
    `SELECT p.*, b.last4, s.external_id, s.name, s.currency, s.marketplace, s.payout_failed,
            (SELECT count(*)::int FROM payout_item i WHERE i.shop_id = p.shop_id AND i.payout_no = p.no) AS statement_count
       FROM (SELECT p.shop_id, p.no, p.initiated_on, p.status, p.amount_minor AS amount, p.account, p.settled_on, p.code
               FROM payout p WHERE ${parts.join(' AND ')}
              ORDER BY p.initiated_on DESC, p.shop_id DESC, p.no DESC LIMIT ${limit}) p
       JOIN shop s ON s.id = p.shop_id JOIN bank_account b ON b.shop_id = p.shop_id AND b.account = p.account
      ORDER BY p.initiated_on DESC, p.shop_id DESC, p.no DESC`,
    values,
  );
  return rows;
}

function rowOf(row: PayoutRecord): OpsPayoutRowDto {
  return {
    no: row.no,
    initiatedOn: row.initiated_on,
    status: row.status,
    amount: formatMinor(row.amount),
    last4: row.last4,
    statementCount: row.statement_count,
    settledOn: row.settled_on,
    code: row.code,
    isBlocked: row.payout_failed,
    shop: {
      externalId: row.external_id,
      name: row.name,
      currency: row.currency,
      marketplace: row.marketplace,
    },
  };
}

function cursorOf({ status, initiated_on, shop_id, no }: PayoutRecord): string {
  const part: Part = status === 'failed' || status === 'returned' ? 'wrong' : 'other';
  return `${part}~${initiated_on}~${shop_id}~${no}`;
}

/**
 * A page of the payouts of every shop, those that failed or came back first, then the newest, by keyset.
 * @param connection one that sees every shop
 * @example await listOpsPayouts(pool, { q: "EKPO 2603 0900 0300 4412" })
 */
export async function listOpsPayouts(connection: Connection, asked: OpsPayoutsSearch): Promise<OpsPayoutsPageDto> {
  const found = asked.q === undefined ? [] : (await findNamed(connection, asked.q)).payouts;
  const named = found.length === 0 ? null : found;
  const wanted = OPS_PAYOUTS_A_PAGE + 1;
  const begins =
    asked.after?.startsWith('other') === true ? [] : await selectPart(connection, 'wrong', asked, named, wanted);
  const rows =
    begins.length >= wanted
      ? begins
      : [...begins, ...(await selectPart(connection, 'other', asked, named, wanted - begins.length))];
  const shown = rows.slice(0, OPS_PAYOUTS_A_PAGE);
  const last = shown.at(-1);
  return { rows: shown.map(rowOf), next: rows.length > shown.length && last !== undefined ? cursorOf(last) : null };
}
