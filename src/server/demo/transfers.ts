import 'server-only';
import { traceReference } from '@/contracts/payout-trace';
import { makeReference } from '@/domain/bill/reference';
import { type Instant, instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor, minor } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import { importBankFile } from '../commands/matching/import-bank-file';
import { type Database, inTransaction } from '../db/database';
import { findBill, insertBill, updateBill } from '../repositories/bills';

const STATEMENT = 'marketplace-account-2026-03-13.csv';

/** A bill of Marlow Outdoor that was to be paid by transfer; its seven days are over when the demo begins, so it asks for nothing any more. */
const TRANSFER_BILL = {
  shop: 'marlow-outdoor',
  id: 'MARLOW-BILL-1',
  amount: minor(4000n),
  createdAt: instant('2026-03-07T08:30:00Z'),
  expiresAt: instant('2026-03-14T08:30:00Z'),
} as const;

interface SentPayout {
  readonly shopId: number;
  readonly no: number;
  readonly initiatedOn: PlainDate;
  readonly settledOn: PlainDate;
  readonly amount: Minor;
  readonly currency: string;
  readonly holder: string;
}

/** The marketplace's bank statement of the last days of the stories: payouts that were paid, and two transfers without a reference. */
async function statementText(database: Database): Promise<string> {
  const { rows } = await database.pool.query<SentPayout>(
    `SELECT p.shop_id AS "shopId", p.no, p.initiated_on AS "initiatedOn", p.settled_on AS "settledOn", p.amount_minor AS amount, s.currency,
            s.registered_name AS holder
       FROM payout p JOIN shop s ON s.id = p.shop_id
      WHERE p.status = 'paid' AND p.settled_on BETWEEN '2026-03-09' AND '2026-03-13' ORDER BY p.settled_on, p.shop_id, p.no`,
  );
  const paidOut = rows.map(
    (payout, index) =>
      `${payout.settledOn},-${formatMinor(payout.amount)},${payout.currency},"${payout.holder}",Payout ${traceReference(payout)},OUT-${index + 1}`,
  );
  return [
    'Date,Amount,Currency,Name,Description,Bank reference',
    '2026-03-09,-18.50,USD,First Harbor Bank,Account fees February,FEE-1',
    ...paidOut,
    '2026-03-12,40.00,USD,Marlow Trading Ltd,balance of our shop,IN-1',
    '2026-03-13,61.50,USD,H. Nakamura,spring order,IN-2',
  ].join('\n');
}

async function startTransferBill(database: Database) {
  const { shop, id, amount, createdAt, expiresAt } = TRANSFER_BILL;
  return inTransaction(database, async (connection) => {
    const { rows } = await connection.query<{ id: number }>('SELECT id FROM shop WHERE external_id = $1', [shop]);
    const shopId = present(rows[0], `shop ${shop}`).id;
    const started = await findBill(connection, shopId, id);
    if (started !== null) return started;
    const asked = { shopId, id, key: id, request: 'amount', amount, statements: [], createdBy: null } as const;
    const bill = await insertBill(connection, { ...asked, createdAt, expiresAt });
    return updateBill(connection, bill, { method: 'bank-transfer', reference: makeReference('MARLOW1') });
  });
}

/**
 * Imports a statement of the marketplace's bank as ops would: one transfer is taken for Marlow's bill, of another nobody knows what it is for, and
 * payouts went out. Done again it changes nothing.
 */
export async function keepDemoTransfers(database: Database, now: Instant): Promise<void> {
  const { rowCount } = await database.pool.query('SELECT FROM bank_file WHERE name = $1', [STATEMENT]);
  if (rowCount !== 0) return;
  const bill = await startTransferBill(database);
  const bytes = Buffer.from(await statementText(database));
  const imported = await importBankFile(database, { name: STATEMENT, bytes, currency: null, by: null, now });
  if (!imported.ok) throw new Error(`Defect: the demo’s bank statement is refused: ${imported.refusal[0]?.reason}`);
  await inTransaction(database, (connection) => updateBill(connection, bill, { status: 'expired' }));
}
