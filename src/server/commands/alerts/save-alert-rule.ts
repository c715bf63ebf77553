import 'server-only';
import { MOST_ALERT_RULES, thresholdText } from '@/contracts/alerts';
import type { AlertRule } from '@/domain/alert/rule';
import { accepted, type FieldRefusal } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { enqueueJob } from '../../jobs/enqueue';
import {
  type AlertRuleRow,
  insertAlertRule,
  listAlertRules,
  lockAlertRule,
  updateAlertRule,
} from '../../repositories/alert-rules';
import { appendAudit } from '../audit/append-audit';
import { type RuleKeeper, type RuleResult, refuseRule } from './alert-rule-rules';

/** A rule to keep. */
export interface SaveAlertRuleInput {
  readonly by: RuleKeeper;
  /** Of a rule that is changed; null for a new one. */
  readonly id: string | null;
  readonly rule: AlertRule;
  /** Null for every shop. */
  readonly shopId: number | null;
}

/** A form that was sent twice makes one rule. */
function refuseNew(
  rules: readonly AlertRuleRow[],
  asked: Pick<AlertRuleRow, 'kind' | 'threshold' | 'shopId'>,
): FieldRefusal | null {
  const isSame = (rule: AlertRuleRow) =>
    rule.kind === asked.kind && rule.threshold === asked.threshold && rule.shopId === asked.shopId;
  if (rules.some(isSame)) return { field: 'threshold', reason: 'You have this very rule already.' };
  return rules.length >= MOST_ALERT_RULES
    ? { field: 'threshold', reason: `There are ${MOST_ALERT_RULES} rules already. Delete one first.` }
    : null;
}

/**
 * Keeps a new alert rule, or changes one: it then counts as new, is held against the last closed day at once, and what it told before is over.
 * @returns its id; refused where the kind or the shop is not the member's to choose
 */
export function saveAlertRule(
  database: Database,
  { by, id, rule, shopId }: SaveAlertRuleInput,
): Promise<RuleResult<string>> {
  return inTransaction(database, async (connection) => {
    const refusal = await refuseRule(connection, by, { kind: rule.kind, shopId });
    if (refusal !== null) return { ok: false, refusal };
    const sellerId = by.seller.id;
    const asked = { sellerId, shopId, kind: rule.kind, threshold: rule.threshold };
    const detail = { kind: rule.kind, threshold: thresholdText(rule.kind, rule.threshold) };
    if (id === null) {
      const refusedNew = refuseNew(await listAlertRules(connection, sellerId), asked);
      if (refusedNew !== null) return { ok: false, refusal: refusedNew };
      const made = newId('alr');
      await insertAlertRule(connection, { ...asked, id: made, createdBy: by.person.name });
      await enqueueJob(connection, 'watch-alerts');
      await appendAudit(connection, { actor: by, deed: 'alert-rule.saved', subject: made, detail });
      return accepted(made);
    }
    const before = await lockAlertRule(connection, sellerId, id);
    if (before === null) return { ok: false, refusal: { field: 'rule', reason: 'This rule is no longer there.' } };
    const refusedBefore = await refuseRule(connection, by, before);
    if (refusedBefore !== null) return { ok: false, refusal: refusedBefore };
    await updateAlertRule(connection, { ...before, ...asked, status: 'active', revision: before.revision + 1 });
    await enqueueJob(connection, 'watch-alerts');
    await appendAudit(connection, { actor: by, deed: 'alert-rule.saved', subject: id, detail });
    return accepted(id);
  });
}
