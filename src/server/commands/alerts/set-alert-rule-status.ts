import 'server-only';
import { accepted } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { enqueueJob } from '../../jobs/enqueue';
import { type AlertRuleStatus, lockAlertRule, updateAlertRule } from '../../repositories/alert-rules';
import { appendAudit } from '../audit/append-audit';
import { type RuleKeeper, type RuleResult, refuseRule } from './alert-rule-rules';

const DEEDS = {
  active: 'alert-rule.resumed',
  paused: 'alert-rule.paused',
  deleted: 'alert-rule.deleted',
} as const satisfies Record<AlertRuleStatus, string>;

/**
 * Pauses an alert rule, takes it up again, or deletes it. Paused it tells nothing; taken up again it counts as new.
 * @returns false where it was so already
 */
export function setAlertRuleStatus(
  database: Database,
  { by, id, status }: { readonly by: RuleKeeper; readonly id: string; readonly status: AlertRuleStatus },
): Promise<RuleResult<boolean>> {
  return inTransaction(database, async (connection) => {
    const rule = await lockAlertRule(connection, by.seller.id, id);
    if (rule === null) return { ok: false, refusal: { field: 'rule', reason: 'This rule is no longer there.' } };
    const refusal = await refuseRule(connection, by, rule);
    if (refusal !== null) return { ok: false, refusal };
    if (rule.status === status) return accepted(false);
    const revision = status === 'active' ? rule.revision + 1 : rule.revision;
    await updateAlertRule(connection, { ...rule, status, revision });
    if (status === 'active') await enqueueJob(connection, 'watch-alerts');
    await appendAudit(connection, { actor: by, deed: DEEDS[status], subject: id, detail: { kind: rule.kind } });
    return accepted(true);
  });
}
