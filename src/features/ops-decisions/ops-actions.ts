'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { type ActionState, doneAction } from '@/contracts/action';
import { kindOf } from '@/contracts/decision-kinds';
import { confirmSchema, proposeSchema, settleSchema } from '@/contracts/decisions';
import type { FieldRefusal } from '@/domain/shared/result';
import { action } from '@/server/auth/action';
import { readClock } from '@/server/clock';
import { confirmDecision as confirm } from '@/server/commands/decisions/confirm-decision';
import { proposeDecision as propose } from '@/server/commands/decisions/propose-decision';
import { settleProposal } from '@/server/commands/decisions/settle-proposal';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { readPreview } from '@/server/queries/ops/decision-preview';
import { findShops } from '@/server/repositories/shops';
import { DECISIONS_PATH } from './ops-words';

function now() {
  return readClock(systemDatabase().pool, env().mode === 'demo');
}

/** Why it was not done, with what was typed, so that the form keeps it. */
function refusalOf({ field, reason }: FieldRefusal, typed: Readonly<Record<string, string>> = {}): ActionState<never> {
  const fields = field === 'decision' ? {} : { [field]: reason };
  return { status: 'refused', code: 'conflict', message: reason, fields, typed };
}

/** Proposes a decision; one that takes no second person is done at once. */
export const proposeDecision = action(
  {
    name: 'proposeDecision',
    permission: 'propose-decisions',
    schema: proposeSchema,
    idempotent: true,
    stepUp: ({ input }) => kindOf(input.kind).movesMoney,
  },
  async ({ input, actor }): Promise<ActionState<null>> => {
    const { shop: externalId, kind, reason, ...fields } = input;
    const typed = { reason };
    const read = kindOf(kind).schema.safeParse(fields);
    if (!read.success) {
      const message = read.error.issues[0]?.message ?? 'Something in the form is not right.';
      return refusalOf({ field: 'decision', reason: message }, typed);
    }
    const database = systemDatabase();
    const [shop] = await findShops(database.pool, [externalId]);
    if (shop === undefined) return refusalOf({ field: 'shop', reason: `There is no shop “${externalId}”.` }, typed);
    const asked = { person: actor.person.key, now: await now() };
    const { effect } = await readPreview(database, shop.id, read.data, asked);
    const wish = { shopId: shop.id, decision: read.data, reason, effect };
    const done = await propose(database, { ...wish, by: actor, now: asked.now });
    if (!done.ok) return refusalOf(done.refusal, typed);
    redirect(`${DECISIONS_PATH}/${done.value.id}` as Route);
  },
);

/** Confirms what somebody else proposed. */
export const confirmDecision = action(
  { name: 'confirmDecision', permission: 'confirm-decisions', schema: confirmSchema, stepUp: true, idempotent: true },
  async ({ input, actor }): Promise<ActionState<null>> => {
    const done = await confirm(systemDatabase(), { ...input, by: actor, now: await now() });
    // Also where it is refused: somebody else may have been first, and then there is nothing left to press.
    refresh();
    if (!done.ok) return refusalOf(done.refusal);
    return doneAction(null);
  },
);

/** Refuses what somebody else proposed. */
export const refuseDecision = action(
  { name: 'refuseDecision', permission: 'confirm-decisions', schema: settleSchema, idempotent: true },
  async ({ input, actor }): Promise<ActionState<null>> => {
    const done = await settleProposal(systemDatabase(), { ...input, status: 'refused', by: actor, now: await now() });
    refresh();
    if (!done.ok) return refusalOf(done.refusal, { note: input.note });
    return doneAction(null);
  },
);

/** Takes back what one has proposed. */
export const withdrawDecision = action(
  { name: 'withdrawDecision', permission: 'propose-decisions', schema: settleSchema, idempotent: true },
  async ({ input, actor }): Promise<ActionState<null>> => {
    const done = await settleProposal(systemDatabase(), { ...input, status: 'withdrawn', by: actor, now: await now() });
    refresh();
    if (!done.ok) return refusalOf(done.refusal, { note: input.note });
    return doneAction(null);
  },
);
