import 'server-only';
import { payoutReference } from '@/contracts/payout-reference';
import { nextBusinessDay } from '@/domain/calendar/business-days';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { type Minor, sum } from '@/domain/money/money';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import type { NachaOrigin } from '../../env';
import { writeNacha } from '../../exports/nacha/file';
import type { AccountVault } from '../../gateways/account-vault';
import {
  countPayoutFiles,
  findPayoutFile,
  insertPayoutFile,
  lockPayoutFiles,
  type PayoutFileRow,
  type PayoutToSend,
  selectPayoutsOfFile,
  selectPayoutsToSend,
} from '../../repositories/payout-files';
import { recordPayoutFailures } from './record-payout-failures';

/** The only marketplace whose banks take files in the format of Nacha. */
const MARKETPLACE = 'us';
const MODIFIERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A file of payouts and what it holds. */
export interface ExportedPayoutFile {
  readonly id: string;
  readonly effectiveOn: PlainDate;
  readonly text: string;
  readonly payouts: number;
  readonly amount: Minor;
}

/** What an export came to. */
export interface PayoutFileExport {
  /** Null where no payout waits for a file. */
  readonly file: ExportedPayoutFile | null;
  /** Payouts whose account has no number here: they failed, and their sellers are asked to link it again. */
  readonly failed: readonly { readonly shop: string; readonly payout: number }[];
}

/** What an export goes by. */
export interface PayoutFileInput {
  readonly origin: NachaOrigin;
  /** The marketplace's day on which the file is made. */
  readonly on: PlainDate;
  readonly now: Instant;
}

type Sendable = PayoutToSend & { readonly routing: string; readonly sealedNumber: string };

function isSendable(payout: PayoutToSend): payout is Sendable {
  return payout.routing !== null && payout.sealedNumber !== null;
}

/**
 * Puts every payout that is on its way and went out in no file yet into a new one. A payout without an account number fails, since no bank
 * can pay it (R7.5). Asked again, it makes a file of what has come since, or none.
 * @example await exportPayoutFile(database, vault, { origin, on: plainDate('2026-03-11'), now })
 */
export async function exportPayoutFile(
  database: Database,
  vault: AccountVault,
  { origin, on, now }: PayoutFileInput,
): Promise<Result<PayoutFileExport, string>> {
  // Before the file: nothing may fail between its commit and the writing of its text.
  const waiting = await selectPayoutsToSend(database.pool, MARKETPLACE, on);
  const unsendable = waiting.filter((payout) => !isSendable(payout));
  const failures = unsendable.map(({ shopId, no }) => ({ shopId, payout: no, code: 'number-missing' }));
  await recordPayoutFailures(database, { failures, now, rail: 'ach' });
  const made = await inTransaction(database, async (connection) => {
    await lockPayoutFiles(connection);
    const sendable = (await selectPayoutsToSend(connection, MARKETPLACE, on)).filter(isSendable);
    const earlier = await countPayoutFiles(connection, on);
    const modifier = MODIFIERS[earlier];
    if (modifier === undefined) return null;
    const { bankHolidays } = present(MARKETPLACES[MARKETPLACE], 'policy book');
    const effectiveOn = nextBusinessDay(on, bankHolidays);
    const row: PayoutFileRow = {
      id: `${on}-${modifier}`,
      marketplace: MARKETPLACE,
      createdOn: on,
      modifier,
      effectiveOn,
    };
    if (sendable.length > 0) await insertPayoutFile(connection, row, sendable);
    return { file: sendable.length > 0 ? render(row, sendable, origin, vault) : null };
  });
  if (made === null)
    return refused(`There are ${MODIFIERS.length} files of ${on} already; make the next one tomorrow.`);
  return accepted({ file: made.file, failed: unsendable.map(({ shop, no }) => ({ shop, payout: no })) });
}

/** Makes the bytes of an earlier file again. */
export async function repeatPayoutFile(
  { pool }: Database,
  vault: AccountVault,
  { id, origin }: { readonly id: string; readonly origin: NachaOrigin },
): Promise<Result<ExportedPayoutFile, string>> {
  const row = await findPayoutFile(pool, id);
  if (row === null) return refused(`There is no file ${id}.`);
  return accepted(render(row, (await selectPayoutsOfFile(pool, id)).filter(isSendable), origin, vault));
}

function render(
  row: PayoutFileRow,
  payouts: readonly Sendable[],
  origin: NachaOrigin,
  vault: AccountVault,
): ExportedPayoutFile {
  const { id, createdOn, effectiveOn, modifier } = row;
  const entries = payouts.map((payout) => ({
    routing: payout.routing,
    isSavings: payout.accountKind === 'savings',
    accountNumber: vault.open(payout.sealedNumber, payout),
    amount: payout.amount,
    reference: payoutReference(payout),
    holderName: payout.holderName,
    isCorporate: payout.accountType === 'corporate',
  }));
  const text = writeNacha({ origin, createdOn, effectiveOn, modifier, payouts: entries });
  return { id, effectiveOn, text, payouts: payouts.length, amount: sum(payouts.map(({ amount }) => amount)) };
}
