import 'server-only';
import { CHECKS_A_PAGE, type CheckHistoryDto, type ChecklistDto, type ChecklistSearch } from '@/contracts/checklist';
import { CHECK_ITEMS, countsFrom } from '@/domain/checklist/checklist';
import type { Connection } from '../db/database';
import { selectCheckEntries, selectLatestChecks } from '../repositories/checklist';
import { readPortfolio } from './portfolio';
import type { PortfolioReader } from './portfolio-row';

/** A shop's checklist of today: what the books answer, and what somebody has checked. Null for a shop that is not seen. */
export async function readChecklist(
  connection: Connection,
  shopId: number,
  reader: PortfolioReader,
): Promise<ChecklistDto | null> {
  const [shop] = await readPortfolio(connection, [{ id: shopId }], reader);
  if (shop === undefined) return null;
  const { today } = shop;
  const latest = await selectLatestChecks(connection, shopId, countsFrom('account-security', today));
  const { rows } = await connection.query<{ trusted: number; unprotected: number }>(
    'SELECT trusted_count AS trusted, unprotected_count AS unprotected FROM app_seller_security()',
  );
  const [security] = rows;
  return {
    shop,
    rows: CHECK_ITEMS.map((item) => {
      const entry = latest.get(item);
      const counts = entry !== undefined && entry.deed === 'checked' && entry.day >= countsFrom(item, today);
      return {
        item,
        finding: shop.findings[item],
        isDone: !shop.toCheck.includes(item),
        checked: counts ? entry : null,
      };
    }),
    security: security === undefined || security.trusted === 0 ? null : security,
  };
}

/** What was checked of a shop, by whom and when, newest first, by keyset. */
export async function listChecks(
  connection: Connection,
  shopId: number,
  { before, day }: ChecklistSearch,
): Promise<CheckHistoryDto> {
  const asked = { before: before ?? null, day: day ?? null, limit: CHECKS_A_PAGE + 1 };
  const found = await selectCheckEntries(connection, shopId, asked);
  const entries = found.slice(0, CHECKS_A_PAGE);
  return { entries, older: found.length > CHECKS_A_PAGE ? (entries.at(-1)?.id ?? null) : null };
}
