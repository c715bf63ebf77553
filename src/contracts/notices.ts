import type { z } from 'zod';
import { ACCOUNT_NOTICES } from './notices/account';
import { ALERT_NOTICES } from './notices/alerts';
import { APPEAL_NOTICES } from './notices/appeals';
import { BALANCE_NOTICES } from './notices/balance';
import { BILL_NOTICES } from './notices/bills';
import { DECISION_NOTICES } from './notices/decisions';
import type { NoticeDefined, NoticeGroup } from './notices/define';
import { PAYOUT_NOTICES } from './notices/payouts';
import { POLICY_NOTICES } from './notices/policies';
import { STANDING_NOTICES } from './notices/standing';

/**
 * Everything that people are told: the one table. What a kind is called, who is told, how, and in which words. A new kind is defined in a
 * table beside the others (src/contracts/notices/) and spread in here; nothing else has to know it.
 */
export const NOTICES = {
  ...BALANCE_NOTICES,
  ...APPEAL_NOTICES,
  ...STANDING_NOTICES,
  ...POLICY_NOTICES,
  ...PAYOUT_NOTICES,
  ...BILL_NOTICES,
  ...ACCOUNT_NOTICES,
  ...ALERT_NOTICES,
  ...DECISION_NOTICES,
} as const satisfies Readonly<Record<string, NoticeDefined<z.ZodType>>>;

export type NoticeKind = keyof typeof NOTICES;

/** What a notice of a kind says beside its kind, shop and day. */
export type NoticeDetail<Kind extends NoticeKind = NoticeKind> = z.input<(typeof NOTICES)[Kind]['detail']>;

export const NOTICE_KINDS = Object.keys(NOTICES) as readonly NoticeKind[];

/** Whether a stored kind is one of today's. */
export function isNoticeKind(text: string): text is NoticeKind {
  return Object.hasOwn(NOTICES, text);
}

/** How a member can be told. */
export const NOTICE_CHANNELS = ['inbox', 'mail'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** Headings of the preferences page, in its order. */
export const NOTICE_GROUPS = {
  balance: 'What you owe, and measures',
  standing: 'Your shop’s standing',
  payouts: 'Payouts and reserve',
  bills: 'Bills',
  account: 'Your account',
  alerts: 'Your alert rules',
} as const satisfies Record<NoticeGroup, string>;

/** Whether a kind is told by a channel where the member has not said otherwise. */
export function isOnByDefault(kind: NoticeKind, channel: NoticeChannel): boolean {
  return channel === 'inbox' || NOTICES[kind].mails;
}

/** Whether a kind is told by a channel whatever the member says: what law or policy demands, where it is told by default. */
export function mustBeTold(kind: NoticeKind, channel: NoticeChannel): boolean {
  return NOTICES[kind].isLegal && isOnByDefault(kind, channel);
}
