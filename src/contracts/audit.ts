import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import { keptText } from './kept-text';
import type { Role } from './permissions';

/** What the audit log knows to have been done. A right that not everybody has leaves one of these behind. */
export const AUDIT_DEEDS = [
  'seller.opened',
  'ops.added',
  'member.invited',
  'invitation.withdrawn',
  'member.joined',
  'member.changed',
  'member.removed',
  'bill.started',
  'bill.payment-asked',
  'bill.payment-given-up',
  'bill.given-up',
  'card.added',
  'card.changed',
  'bills.batch-started',
  'bills.batch-asked',
  'shops.checked',
  'bank-account.linked',
  'bank-account.verified',
  'bank-account.not-verified',
  'bank-account.made-primary',
  'bank-account.removed',
  'payout-schedule.changed',
  'appeal.filed',
  'appeal.granted',
  'appeal.refused',
  'alert-rule.saved',
  'alert-rule.paused',
  'alert-rule.resumed',
  'alert-rule.deleted',
  'webhook.added',
  'webhook.changed',
  'password.changed',
  'two-factor.changed',
  'policy.scheduled',
  'policy.dry-run',
  'policy.confirmed',
  'policy.withdrawn',
  'recovery-code.used',
  'payout-file.exported',
  'bank-returns.imported',
  'ops.read',
  'note.written',
  'decision.proposed',
  'decision.confirmed',
  'decision.refused',
  'decision.withdrawn',
  'bank-line.matched',
  'bank-line.declined',
  'bank-line.set-aside',
  'bank-file.imported',
  'fact.dismissed',
  'close.asked',
  'close.paused',
  'close.resumed',
  'job.retried',
  'job.paused',
  'job.resumed',
  'books.verified',
  'books.reconciled',
  'seller-view.opened',
  'seller-view.left',
] as const;
export type AuditDeed = (typeof AUDIT_DEEDS)[number];

/** What an entry says beside who, what and when: short values, no secrets. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

/** An entry of the audit log. */
export interface AuditEntryDto {
  /** Numbers its seller's entries without a gap, from 1. */
  readonly no: number;
  readonly at: Instant;
  /** As they were called then; "Evenkeel" for the system itself. */
  readonly actorName: string;
  /** What they were then; null for the system itself. */
  readonly actorRole: Role | null;
  readonly deed: AuditDeed;
  /** Whom or what it was done to: "milo@marlow.example", "bil_...". */
  readonly subject: string;
  readonly shop: string | null;
  readonly detail: AuditDetail;
  /** Beginning of the hash that covers this entry and all before it, hexadecimal. */
  readonly proof: string;
}

/** A page of the audit log, newest first. */
export interface AuditPageDto {
  readonly entries: readonly AuditEntryDto[];
  /** `before` of the next page; null at the first entry. */
  readonly older: number | null;
  readonly total: number;
  /** Whether every hash of the log is what its entry says. */
  readonly isWhole: boolean;
}

export const AUDIT_ENTRIES_A_PAGE = 50;

/** Search parameters of the audit log. */
export const auditSearchSchema = z.object({
  before: z.coerce.number().int().positive().optional().catch(undefined),
  /** External id of a seller: for the marketplace's own people. */
  seller: keptText().trim().max(120).catch(''),
});
