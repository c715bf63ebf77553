import 'server-only';
import { readPayoutReference } from '@/contracts/payout-reference';
import { compactTrace, findTraces, traceDay, traceReference } from '@/contracts/payout-trace';
import type { BankLine } from '@/domain/bill/bank-line';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../../db/database';
import {
  type NamedPayout,
  selectPayoutsByNo,
  selectPayoutsOfDays,
  type TracedPayout,
} from '../../repositories/bank-debits';

const textOf = ({ description, counterparty }: BankLine): string => `${description} | ${counterparty}`;

/** What files of payouts call a payout (P3-18), among the words of a text. */
function shortReferences(text: string): readonly { readonly shopId: number; readonly no: number }[] {
  return text.split(/[\s|,;:]+/).flatMap((word) => readPayoutReference(word) ?? []);
}

/**
 * Which payout each line names: by the reference that sellers see, whose check digits make it no accident; else by the short one, if the amount is
 * the payout's too.
 * @param lines that went out, or that came in
 * @example (await tracePayouts(connection, lines))(line) // { trace: 'EKPO2603090003004412', payout: { shopId: 3, no: 44 } }
 */
export async function tracePayouts(
  connection: Connection,
  lines: readonly BankLine[],
): Promise<(line: BankLine) => TracedPayout> {
  const tracesOf = new Map(lines.map((line) => [line, findTraces(textOf(line))]));
  const days = [...tracesOf.values()].flat().flatMap((trace) => traceDay(trace) ?? []);
  const short = lines.flatMap((line) => shortReferences(textOf(line)));
  const payouts = await selectPayoutsOfDays(connection, [...new Set(days)]);
  const byTrace = new Map(payouts.map((payout) => [compactTrace(traceReference(payout)), payout]));
  const keyOf = ({ shopId, no }: { readonly shopId: number; readonly no: number }) => `${shopId} ${no}`;
  const byNo = new Map((await selectPayoutsByNo(connection, short)).map((payout) => [keyOf(payout), payout]));
  return (line) => {
    const traces = present(tracesOf.get(line), `references of line ${line.fingerprint}`);
    for (const trace of traces) {
      const payout = byTrace.get(trace);
      if (payout !== undefined) return { trace, payout };
    }
    const [longest = null] = traces;
    if (longest !== null) return { trace: longest, payout: null };
    const isIts = (payout: NamedPayout | undefined): payout is NamedPayout =>
      payout !== undefined && payout.amount === line.amount && payout.currency === line.currency;
    const named = shortReferences(textOf(line)).map((reference) => byNo.get(keyOf(reference)));
    const payout = named.find(isIts) ?? null;
    return { trace: payout === null ? null : compactTrace(traceReference(payout)), payout };
  };
}
