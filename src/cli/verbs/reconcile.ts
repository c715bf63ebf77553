import { isPlainDate, plainDate } from '@/domain/calendar/plain-date';
import { formatMinor, type Minor } from '@/domain/money/money';
import { readClock } from '@/server/clock';
import { lastDayBegun, reconcileDays, type SideResult } from '@/server/commands/reconciliation/reconcile-day';
import { env } from '@/server/env';
import { siteCardGateway } from '@/server/gateways/site-gateway';
import { UsageError } from '../usage';
import type { Call, Verb } from '../verb';

function dayOption(options: Call['options'], name: string) {
  const given = options[name];
  if (typeof given !== 'string' || !isPlainDate(given))
    throw new UsageError(`--${name} must be a day like 2026-03-13.`);
  return plainDate(given);
}

function sideJson({ side, status, entries, differences, error }: SideResult) {
  return {
    ...{ side, status, entries },
    differences: differences.map(({ kind, flow, key, theirs, ours, currency }) => ({
      ...{ kind, flow, key },
      theirs: formatMinor(theirs as Minor),
      ours: formatMinor(ours as Minor),
      currency,
    })),
    error,
  };
}

/** Compares days with the card provider and the bank. */
export const reconcile: Verb = {
  help: `Usage: reconcile --from DAY --through DAY

Compares, for each day (UTC), what the card provider captured, refunded and lost to disputes with the bills, and what left the marketplace's bank
account with the payouts. It changes no book; what it finds is stored and shown under Reconciliation.

A day without a bank statement is "no-statement"; where the provider does not answer to the end it is "failed", never zero.

Prints [{"day", "sides": [{"side", "status", "entries", "differences": [{"kind", "flow", "key", "theirs", "ours", "currency"}], "error"}]}];
exit 1 where anything differs or failed.`,
  options: { from: { type: 'string' }, through: { type: 'string' } },
  prepare: async ({ positionals, options }) => {
    if (positionals.length > 0) throw new UsageError('reconcile takes options only.');
    const [from, through] = [dayOption(options, 'from'), dayOption(options, 'through')];
    if (through < from) throw new UsageError('--through must not be before --from.');
    return async (database) => {
      const last = lastDayBegun(await readClock(database.pool, env().mode === 'demo'));
      if (through > last) throw new UsageError(`--through must not be after ${last}: later days have not begun.`);
      const days = await reconcileDays(database, siteCardGateway(), { from, through, by: null });
      const summary = days.map(({ day, sides }) => ({ day, sides: sides.map(sideJson) }));
      const ok = days.every(({ sides }) =>
        sides.every(({ status, differences }) => status !== 'failed' && differences.length === 0),
      );
      return { summary, ok };
    };
  },
};
