import type { AuditDeed } from '@/contracts/audit';

/** What was done, in the words of a list. */
export const DEED_WORDS = {
  'seller.opened': 'Opened the account of',
  'ops.added': 'Made one of the marketplace’s people:',
  'member.invited': 'Invited',
  'invitation.withdrawn': 'Withdrew the invitation of',
  'member.joined': 'Joined',
  'member.changed': 'Changed the role of',
  'member.removed': 'Removed',
  'bill.started': 'Started a bill',
  'bill.payment-asked': 'Asked to pay bill',
  'bill.payment-given-up': 'Gave up a payment of bill',
  'bill.given-up': 'Cancelled bill',
  'card.added': 'Added the card',
  'card.changed': 'Changed a saved card',
  'bills.batch-started': 'Asked to pay for several shops',
  'bills.batch-asked': 'Asked to pay batch',
  'shops.checked': 'Checked the checklist of',
  'bank-account.linked': 'Linked the bank account',
  'bank-account.verified': 'Verified the bank account',
  'bank-account.not-verified': 'Failed to verify the bank account',
  'bank-account.made-primary': 'Made primary the bank account',
  'bank-account.removed': 'Removed the bank account',
  'payout-schedule.changed': 'Changed the payout schedule',
  'appeal.filed': 'Filed the appeal',
  'appeal.granted': 'Granted the appeal',
  'appeal.refused': 'Refused the appeal',
  'alert-rule.saved': 'Saved the alert rule',
  'alert-rule.paused': 'Paused the alert rule',
  'alert-rule.resumed': 'Resumed the alert rule',
  'alert-rule.deleted': 'Deleted the alert rule',
  'webhook.added': 'Added the webhook',
  'webhook.changed': 'Changed the webhook',
  'password.changed': 'Changed the password',
  'two-factor.changed': 'Changed two-factor',
  'policy.scheduled': 'Scheduled the policy',
  'policy.dry-run': 'Asked for a dry run of the policy',
  'policy.confirmed': 'Confirmed the policy',
  'policy.withdrawn': 'Withdrew the policy',
  'recovery-code.used': 'Signed in with a recovery code as',
  'payout-file.exported': 'Exported the payout file',
  'bank-returns.imported': 'Imported bank returns from',
  'ops.read': 'Looked at',
} as const satisfies Record<AuditDeed, string>;

/** @example detailText({ role: "admin", before: "finance" }) === "role admin, before finance" */
export function detailText(detail: Readonly<Record<string, string | number | boolean | null>>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
