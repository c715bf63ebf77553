'use server';

import { refresh } from 'next/cache';
import { type ActionState, doneAction, refusedAction } from '@/contracts/action';
import { plainFileName } from '@/contracts/appeals';
import {
  bankReturnsFormSchema,
  bankStatementFormSchema,
  decideSuggestionSchema,
  dismissFactSchema,
  type FileOutcome,
  type FileRefusalDto,
  matchLineSchema,
  REFUSALS_SHOWN,
  setAsideSchema,
} from '@/contracts/matching';
import { action } from '@/server/auth/action';
import { readClock } from '@/server/clock';
import {
  acceptSuggestion,
  declineSuggestion,
  matchByHand,
  setAsideBankLine,
} from '@/server/commands/matching/decide-bank-line';
import { dismissFact } from '@/server/commands/matching/dismiss-fact';
import { importBankFile } from '@/server/commands/matching/import-bank-file';
import { importReturnFile } from '@/server/commands/matching/import-return-file';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { counted } from '@/ui/counted';

const clock = () => readClock(systemDatabase().pool, env().mode === 'demo');

function refusedFile(name: string, refusals: readonly FileRefusalDto[]): ActionState<FileOutcome> {
  const shown = refusals.slice(0, REFUSALS_SHOWN).map(({ line, field, reason }) => ({ line, field, reason }));
  return doneAction({ kind: 'refused', name, refusals: shown, more: refusals.length - shown.length });
}

/** Imports a statement of the marketplace's bank account: what came in is matched, what went out is kept. */
export const importStatement = action(
  { name: 'importStatement', permission: 'match-money', schema: bankStatementFormSchema, stepUp: true },
  async ({ input, actor }): Promise<ActionState<FileOutcome>> => {
    const name = plainFileName(input.file.name);
    const bytes = new Uint8Array(await input.file.arrayBuffer());
    const { currency } = input;
    const imported = await importBankFile(systemDatabase(), { name, bytes, currency, by: actor, now: await clock() });
    if (!imported.ok) return refusedFile(name, imported.refusal);
    const { accepted, duplicates, matched, suggested, unmatched, debits, passedOver } = imported.value;
    const passed = passedOver.pending + passedOver.reversals + passedOver.zeros;
    refresh();
    return doneAction({
      kind: 'stored',
      name,
      says: [
        `${counted(accepted, 'payment')} in: ${matched} matched, ${suggested} suggested, ${unmatched} unmatched.`,
        `${counted(debits, 'payment')} out kept for the reconciliation.`,
        ...(duplicates > 0 ? [`${counted(duplicates, 'line')} known already.`] : []),
        ...(passed > 0
          ? [`${counted(passed, 'line')} passed over: reversals, amounts of 0.00, or not booked yet.`]
          : []),
      ],
    });
  },
);

/** Imports what a bank sent back. */
export const importReturns = action(
  { name: 'importReturns', permission: 'match-money', schema: bankReturnsFormSchema, stepUp: true },
  async ({ input, actor }): Promise<ActionState<FileOutcome>> => {
    const name = plainFileName(input.file.name);
    const bytes = Buffer.from(await input.file.arrayBuffer());
    const imported = await importReturnFile(systemDatabase(), { name, bytes, by: actor, now: await clock() });
    if (!imported.ok) return refusedFile(name, imported.refusal);
    const { accepted, duplicates, passedOver } = imported.value;
    refresh();
    return doneAction({
      kind: 'stored',
      name,
      says: [
        accepted === 0
          ? 'No payout came back that was not known.'
          : `${counted(accepted, 'payout')} came back: the close of the day books it, opens the money again and tells each seller what to do.`,
        ...(duplicates > 0 ? [`${counted(duplicates, 'return')} known already.`] : []),
        ...(passedOver > 0 ? [`${counted(passedOver, 'notice')} that sends nothing back passed over.`] : []),
      ],
    });
  },
);

/** Accepts or declines the bill that is suggested for a line. */
export const decideSuggestion = action(
  {
    name: 'decideSuggestion',
    permission: 'match-money',
    schema: decideSuggestionSchema,
    // Declining moves nothing.
    stepUp: ({ input }) => input.decision === 'accept',
    idempotent: true,
  },
  async ({ input: { line, decision, reason }, actor }) => {
    const database = systemDatabase();
    const about = { line, by: actor, now: await clock() };
    const decided =
      decision === 'accept'
        ? await acceptSuggestion(database, about)
        : await declineSuggestion(database, { ...about, reason });
    if (!decided.ok) return { ...refusedAction('conflict', decided.refusal.reason), typed: { reason } };
    refresh();
    return doneAction({ line });
  },
);

/** Matches a line with a bill by hand (R8.5). */
export const matchLine = action(
  { name: 'matchLine', permission: 'match-money', schema: matchLineSchema, stepUp: true, idempotent: true },
  async ({ input: { line, shop, bill, reason }, actor }) => {
    const input = { line, shopId: shop, bill, reason, by: actor, now: await clock() };
    const matched = await matchByHand(systemDatabase(), input);
    if (!matched.ok) return { ...refusedAction('conflict', matched.refusal.reason), typed: { reason } };
    refresh();
    return doneAction({ line });
  },
);

/** Sets a line aside: its money went back, or was never a seller's. */
export const setAside = action(
  { name: 'setAside', permission: 'match-money', schema: setAsideSchema, idempotent: true },
  async ({ input: { line, as, reason }, actor }) => {
    const aside = await setAsideBankLine(systemDatabase(), { line, as, reason, by: actor, now: await clock() });
    if (!aside.ok) return { ...refusedAction('conflict', aside.refusal.reason), typed: { reason } };
    refresh();
    return doneAction({ line });
  },
);

/** Takes a flagged fact off the list. */
export const dismissFlag = action(
  { name: 'dismissFlag', permission: 'match-money', schema: dismissFactSchema, idempotent: true },
  async ({ input: { shop, no, flag, reason }, actor }) => {
    const input = { shopId: shop, no, flag, reason, by: actor, now: await clock() };
    const dismissed = await dismissFact(systemDatabase(), input);
    if (!dismissed.ok) return { ...refusedAction('conflict', dismissed.refusal.reason), typed: { reason } };
    refresh();
    return doneAction({ no });
  },
);
