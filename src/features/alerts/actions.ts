'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { type ActionState, refusedAction } from '@/contracts/action';
import { type AlertForm, alertFormSchema, alertRuleSchema, readThreshold } from '@/contracts/alerts';
import type { Actor } from '@/contracts/shell';
import { action } from '@/server/auth/action';
import type { RuleKeeper } from '@/server/commands/alerts/alert-rule-rules';
import { saveAlertRule } from '@/server/commands/alerts/save-alert-rule';
import { setAlertRuleStatus } from '@/server/commands/alerts/set-alert-rule-status';
import { sellerDatabase } from '@/server/db/seller';
import type { AlertRuleStatus } from '@/server/repositories/alert-rules';
import { ruleHref, type SAID, saidHref } from './paths';

const NOBODYS = 'This shop belongs to no organisation yet, so nobody would be told.';

function keeperOf({ person, role, shops, seller }: Actor): RuleKeeper | null {
  return seller === null ? null : { person, role, shops, seller };
}

/** A refusal at its field, with what was typed. */
function refuse(field: string, reason: string, { threshold, scope }: AlertForm): ActionState<never> {
  return {
    status: 'refused',
    code: 'invalid',
    message: reason,
    fields: { [field]: reason },
    typed: { threshold, scope },
  };
}

/** Shows what a rule would have done, or keeps it: the form says which by its button. */
export const saveRule = action(
  { name: 'saveRule', permission: 'manage-alerts', schema: alertFormSchema },
  async ({ input, actor }) => {
    const by = keeperOf(actor);
    if (by === null) return refusedAction('conflict', NOBODYS);
    const { intent, rule: id, kind, scope } = input;
    const threshold = readThreshold(kind, input.threshold);
    if (!threshold.ok) return refuse('threshold', threshold.refusal, input);
    const shop = actor.shops.find(({ externalId }) => externalId === scope);
    if (shop === undefined && scope !== 'all') return refuse('scope', 'Choose one of your shops, or all.', input);
    if (intent === 'preview') {
      redirect(`${ruleHref(id, { kind, threshold: input.threshold.trim(), scope })}#preview` as Route);
    }
    const rule = { kind, threshold: threshold.value };
    const saved = await saveAlertRule(sellerDatabase(), { by, id, rule, shopId: shop?.id ?? null });
    if (!saved.ok) return refuse(saved.refusal.field, saved.refusal.reason, input);
    redirect(saidHref('saved') as Route);
  },
);

async function setStatus(
  actor: Actor,
  id: string,
  status: AlertRuleStatus,
  said: keyof typeof SAID,
): Promise<ActionState<never>> {
  const by = keeperOf(actor);
  if (by === null) return refusedAction('conflict', NOBODYS);
  const done = await setAlertRuleStatus(sellerDatabase(), { by, id, status });
  if (!done.ok) return refusedAction('conflict', done.refusal.reason);
  redirect(saidHref(said) as Route);
}

const RULE = { permission: 'manage-alerts', schema: alertRuleSchema } as const;

/** Tells nothing until the rule is resumed. */
export const pauseRule = action({ ...RULE, name: 'pauseRule' }, ({ input, actor }) =>
  setStatus(actor, input.rule, 'paused', 'paused'),
);

/** Follows the rule again, as if it were new. */
export const resumeRule = action({ ...RULE, name: 'resumeRule' }, ({ input, actor }) =>
  setStatus(actor, input.rule, 'active', 'resumed'),
);

/** Deletes a rule. */
export const deleteRule = action({ ...RULE, name: 'deleteRule' }, ({ input, actor }) =>
  setStatus(actor, input.rule, 'deleted', 'deleted'),
);
