import { dayOf } from '@/domain/calendar/instant';
import { formatMinor } from '@/domain/money/money';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import { accepted, type Result } from '@/domain/shared/result';
import { readClock } from '@/server/clock';
import { appendAudit } from '@/server/commands/audit/append-audit';
import {
  type ExportedPayoutFile,
  exportPayoutFile,
  type PayoutFileExport,
  repeatPayoutFile,
} from '@/server/commands/payout-rail/export-payout-file';
import type { Database } from '@/server/db/database';
import { env, type NachaOrigin } from '@/server/env';
import { siteAccountVault } from '@/server/gateways/account-vault';
import { listPayoutFiles } from '@/server/repositories/payout-files';
import { type NewFile, openNewFile } from '../new-file';
import { UsageError } from '../usage';
import type { Outcome, Verb } from '../verb';

/** Account numbers stand in the file: for the owner of the process only. Once its payouts are in it, its id must not be lost. */
export async function written(
  made: ExportedPayoutFile & Pick<PayoutFileExport, 'failed'>,
  path: string,
  file: NewFile,
): Promise<Outcome> {
  const { id, effectiveOn, payouts, amount, failed } = made;
  const summary = { file: id, path, effectiveOn, payouts, amount: formatMinor(amount), failed };
  try {
    await file.write(made.text);
    return { summary, ok: true };
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    const reason = `${path} could not be written (${because}). The payouts are in file ${id}: write it with export nacha FILE --again ${id}.`;
    return { summary: { ...summary, path: null, reason }, ok: false };
  }
}

/** Puts on record that account numbers left. */
async function recorded(
  { pool }: Database,
  { id, payouts, amount }: ExportedPayoutFile,
  outcome: Outcome,
): Promise<Outcome> {
  const detail = { payouts, amount: formatMinor(amount) };
  if (outcome.ok) await appendAudit(pool, { actor: null, deed: 'payout-file.exported', subject: id, detail });
  return outcome;
}

async function listed(database: Database): Promise<Outcome> {
  const files = await listPayoutFiles(database.pool);
  return { summary: { files: files.map((file) => ({ ...file, amount: formatMinor(file.amount) })) }, ok: true };
}

const EMPTY = { file: null, payouts: 0, amount: '0.00' };

/** Writes payouts on their way as a file for the marketplace's bank. */
export const exportNacha: Verb = {
  help: `Usage: export nacha FILE [--again ID]
       export nacha --list

Writes every payout of the US marketplace that is on its way and went out in no file yet into FILE, in the format of Nacha: one batch for
companies (CCD), one for persons (PPD). No payout goes out twice. A payout to an account whose number is not known fails, and its seller is
asked to link the account again. The file names account numbers: give it to the bank and remove it. NACHA_ROUTING, NACHA_BANK_NAME,
NACHA_COMPANY_ID and NACHA_COMPANY_NAME say who sends it.

  --again  write the bytes of an earlier file again, like 2026-03-11-A
  --list   name the files made so far: {"files": [{"id", "effectiveOn", "payouts", "amount"}]}, the newest first

FILE must be new: none is written over. If it cannot be written to its end, "path" is null and "reason" names the --again that repeats it.
Prints {"file", "path", "effectiveOn", "payouts", "amount", "failed": [{"shop", "payout"}]}; "file" is null, and nothing is written, if no
payout waits.`,
  options: { again: { type: 'string' }, list: { type: 'boolean' } },
  prepare: async ({ positionals, options }) => {
    const [path] = positionals;
    const again = typeof options['again'] === 'string' ? options['again'] : null;
    if (options['list'] === true) {
      if (path !== undefined || again !== null) throw new UsageError('export nacha --list takes nothing else.');
      return listed;
    }
    if (path === undefined || positionals.length > 1) throw new UsageError('export nacha takes the file to write.');
    const origin = env().nachaOrigin;
    if (origin === null) {
      throw new UsageError(
        'Set NACHA_ROUTING, NACHA_BANK_NAME, NACHA_COMPANY_ID and NACHA_COMPANY_NAME first (.env.example).',
      );
    }
    return (database) => exportInto(database, { path, again, origin });
  },
};

interface Export {
  readonly path: string;
  /** The id of the file to make again; null for a new one. */
  readonly again: string | null;
  readonly origin: NachaOrigin;
}

/** Makes the file first: payouts must not be in a file that cannot be. */
async function exportInto(database: Database, asked: Export): Promise<Outcome> {
  const file = await openNewFile(asked.path);
  const made = await make(database, asked).catch(async (error: unknown) => {
    await file.drop();
    throw error;
  });
  if (made.ok && made.value.file !== null)
    return recorded(
      database,
      made.value.file,
      await written({ ...made.value.file, failed: made.value.failed }, asked.path, file),
    );
  await file.drop();
  if (!made.ok) return { summary: { ...EMPTY, reason: made.refusal }, ok: false };
  return { summary: { ...EMPTY, failed: made.value.failed }, ok: true };
}

async function make(database: Database, { again, origin }: Export): Promise<Result<PayoutFileExport, string>> {
  const vault = siteAccountVault();
  if (again !== null) {
    const repeated = await repeatPayoutFile(database, vault, { id: again, origin });
    return repeated.ok ? accepted({ file: repeated.value, failed: [] }) : repeated;
  }
  const now = await readClock(database.pool, env().mode === 'demo');
  const on = dayOf(now, present(MARKETPLACES['us'], 'policy book').zone);
  return exportPayoutFile(database, vault, { origin, on, now });
}
