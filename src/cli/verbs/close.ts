import { closeDays, UnknownShopError } from '@/server/commands/close-day';
import { progressBar } from '../progress';
import { readDay, UsageError } from '../usage';
import type { Verb } from '../verb';

/** Closes days. */
export const close: Verb = {
  help: `Usage: close --through YYYY-MM-DD [--shop ID]

Closes every open day of every shop (or of one) through that day, each with the payout run of the day after. Closing again changes nothing.
A shop that cannot be closed keeps no other from it: it is named, with a reference to the log, and the exit is 1.

Prints {"days", "shops", "statements", "payouts", "ms"}, and "failed": [{"shop", "day", "reference"}] where there are any.`,
  options: { through: { type: 'string' }, shop: { type: 'string' } },
  prepare: async ({ positionals, options }) => {
    if (positionals.length > 0) throw new UsageError(`close does not take "${positionals[0]}".`);
    const { through, shop } = options;
    if (typeof through !== 'string') throw new UsageError('--through says which day is the last to close.');
    const day = readDay('--through', through);
    return async (database, say) => {
      const onProgress = progressBar(`Closing through ${day}`, 'shops');
      try {
        const result = await closeDays(database, {
          through: day,
          shop: typeof shop === 'string' ? shop : null,
          origin: 'command-line',
          onProgress,
        });
        const { days, shops, statements, payouts, ms, failures, isPaused } = result;
        const failed = failures.map(({ shop: name, day: at, reference }) => ({ shop: name, day: at, reference }));
        for (const one of failed) say(`${one.shop} could not be closed: it stands at ${one.day} (${one.reference}).`);
        if (isPaused) say('Paused on /ops/runs before the end; it goes on from there.');
        const summary = { days, shops, statements, payouts, ms, ...(failed.length === 0 ? {} : { failed }) };
        return { summary, ok: failed.length === 0 && !isPaused };
      } catch (error) {
        if (error instanceof UnknownShopError) throw new UsageError(error.message);
        throw error;
      }
    };
  },
};
