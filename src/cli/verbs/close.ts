import { closeDays, UnknownShopError } from '@/server/commands/close-day';
import { progressBar } from '../progress';
import { readDay, UsageError } from '../usage';
import type { Verb } from '../verb';

/** Closes days. */
export const close: Verb = {
  name: 'close',
  summary: 'close every open day through a day',
  help: `Usage: close --through YYYY-MM-DD [--shop ID]

Closes every open day of every shop (or of one) through that day, each with the payout run of the day after. Closing again changes nothing.

Prints {"days", "shops", "statements", "payouts", "ms"}.`,
  options: { through: { type: 'string' }, shop: { type: 'string' } },
  prepare: async ({ positionals, options }) => {
    if (positionals.length > 0) throw new UsageError(`close does not take "${positionals[0]}".`);
    const { through, shop } = options;
    if (typeof through !== 'string') throw new UsageError('--through says which day is the last to close.');
    const day = readDay('--through', through);
    return async (database) => {
      const onProgress = progressBar(`Closing through ${day}`, 'shops');
      try {
        const result = await closeDays(database, {
          through: day,
          shop: typeof shop === 'string' ? shop : null,
          onProgress,
        });
        const { days, shops, statements, payouts, ms } = result;
        return { summary: { days, shops, statements, payouts, ms }, ok: true };
      } catch (error) {
        if (error instanceof UnknownShopError) throw new UsageError(error.message);
        throw error;
      }
    };
  },
};
