import { writeFile } from 'node:fs/promises';
import { dayOf } from '@/domain/calendar/instant';
import { formatMinor } from '@/domain/money/money';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import { readClock } from '@/server/clock';
import {
  type ExportedPayoutFile,
  exportPayoutFile,
  repeatPayoutFile,
} from '@/server/commands/payout-rail/export-payout-file';
import { env } from '@/server/env';
import { siteAccountVault } from '@/server/gateways/account-vault';
import { UsageError } from '../usage';
import type { Outcome, Verb } from '../verb';

async function written(file: ExportedPayoutFile, path: string) {
  // Account numbers stand in it: for the owner of the process only.
  await writeFile(path, file.text, { mode: 0o600 });
  const { id, effectiveOn, payouts, amount } = file;
  return { file: id, path, effectiveOn, payouts, amount: formatMinor(amount) };
}

const EMPTY = { file: null, payouts: 0, amount: '0.00' };

/** Writes payouts on their way as a file for the marketplace's bank. */
export const exportNacha: Verb = {
  name: 'export nacha',
  summary: 'write payouts as a NACHA file for a bank',
  help: `Usage: export nacha FILE [--again ID]

Writes every payout of the US marketplace that is on its way and went out in no file yet into FILE, in the format of Nacha: one batch for
companies (CCD), one for persons (PPD). No payout goes out twice. A payout to an account whose number is not known fails, and its seller is
asked to link the account again. The file names account numbers: give it to the bank and remove it. NACHA_ROUTING, NACHA_BANK_NAME,
NACHA_COMPANY_ID and NACHA_COMPANY_NAME say who sends it.

  --again  write the bytes of an earlier file again, like 2026-03-11-A

Prints {"file", "path", "effectiveOn", "payouts", "amount", "failed": [{"shop", "payout"}]}; "file" is null, and nothing is written, if no
payout waits.`,
  options: { again: { type: 'string' } },
  prepare: async ({ positionals, options }) => {
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new UsageError('export nacha takes the file to write.');
    const again = typeof options['again'] === 'string' ? options['again'] : null;
    const origin = env().nachaOrigin;
    if (origin === null) {
      throw new UsageError(
        'Set NACHA_ROUTING, NACHA_BANK_NAME, NACHA_COMPANY_ID and NACHA_COMPANY_NAME first (.env.example).',
      );
    }
    return async (database): Promise<Outcome> => {
      const vault = siteAccountVault();
      if (again !== null) {
        const repeated = await repeatPayoutFile(database, vault, { id: again, origin });
        if (!repeated.ok) return { summary: { ...EMPTY, reason: repeated.refusal }, ok: false };
        return { summary: { ...(await written(repeated.value, path)), failed: [] }, ok: true };
      }
      const now = await readClock(database.pool, env().mode === 'demo');
      const on = dayOf(now, present(MARKETPLACES['us'], 'policy book').zone);
      const exported = await exportPayoutFile(database, vault, { origin, on, now });
      if (!exported.ok) return { summary: { ...EMPTY, reason: exported.refusal }, ok: false };
      const { file, failed } = exported.value;
      return { summary: { ...(file === null ? EMPTY : await written(file, path)), failed }, ok: true };
    };
  },
};
