import { UnknownShopError } from '@/server/commands/close-day';
import { readHead, type SealCheck, verifySeals, writeHead } from '@/server/invariants/seals';
import { progressBar } from '../progress';
import { UsageError } from '../usage';
import type { Verb } from '../verb';

function readCheck(shop: unknown, expect: unknown): SealCheck {
  const expected = typeof expect === 'string' ? readHead(expect) : null;
  if (typeof expect === 'string' && expected === null)
    throw new UsageError('--expect takes a head as verify-seals printed it, such as 2026-03-10.5000.9f86d081884c...');
  return { shop: typeof shop === 'string' ? shop : null, expected };
}

/** Verifies the daily seals. */
export const verifySealsVerb: Verb = {
  help: `Usage: verify-seals [--shop ID] [--expect HEAD]

Makes the seal of every closed day of every shop, or of one, again from the rows that are stored, and follows the chains: names shop, day
and, as far as it can be told, the row that is not as it was sealed.

The head is one hash over all shops through the last day that all have closed. Whoever can rewrite rows can rewrite seals too: keep
the head where they cannot, and give it back with --expect.

  --shop ID      external id of one shop
  --expect HEAD  a head that an earlier run printed: its day is compared as it was then

Prints {"ok", "seals", "head", "violations": [{"shop", "day", "what", "detail"}]}; exit 1 if not ok.`,
  options: { shop: { type: 'string' }, expect: { type: 'string' } },
  prepare: async ({ positionals, options }) => {
    if (positionals.length > 0) throw new UsageError('verify-seals takes no arguments.');
    const check = readCheck(options.shop, options.expect);
    return async (database) => {
      const onProgress = progressBar('Verifying', 'shops');
      const { seals, head, violations } = await verifySeals(database, { ...check, onProgress }).catch(
        (error: unknown) => {
          if (error instanceof UnknownShopError) throw new UsageError(error.message);
          throw error;
        },
      );
      const ok = violations.length === 0;
      return { summary: { ok, seals, head: head === null ? null : writeHead(head), violations }, ok };
    };
  },
};
