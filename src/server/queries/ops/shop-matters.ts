import 'server-only';
import type { ShopMattersDto } from '@/contracts/ops-shop';
import { formatMinor } from '@/domain/money/money';
import type { Connection } from '../../db/database';
import { readAppeals } from '../appeals';
import { readShopState } from '../statements-pending';

/** How many open disputes are shown: a shop with more has a list of its own at its marketplace. */
const DISPUTES_SHOWN = 50;

/** The open disputes of a shop as its books know them, and the appeals that its people filed. */
export async function readShopMatters(connection: Connection, shopId: number): Promise<ShopMattersDto> {
  const { openDisputes } = await readShopState(connection, shopId);
  const appeals = await readAppeals(connection, shopId);
  return {
    disputes: openDisputes
      .slice(0, DISPUTES_SHOWN)
      .map(({ order, dispute, amount }) => ({ order, dispute, amount: formatMinor(amount) })),
    disputeCount: openDisputes.length,
    appeals: appeals.map(({ id, filedAt, filedName, status }) => ({ id, filedAt, filedName, status })),
  };
}
