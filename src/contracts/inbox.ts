import { z } from 'zod';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { NOTICE_GROUPS, type NoticeChannel, type NoticeKind } from './notices';
import type { NoticeGroup, NoticeTone } from './notices/define';

/** How many notices a page of the inbox has. */
export const NOTICES_A_PAGE = 20;

const GROUPS = Object.keys(NOTICE_GROUPS) as [NoticeGroup, ...NoticeGroup[]];

/** The number of a notice, as it stands in addresses and forms. */
export const noticeIdSchema = z.string().regex(/^[1-9]\d{0,17}$/, 'is no notice');

/** The filters of the inbox, as they stand in its URL. */
export const inboxSearchSchema = z.object({
  show: z.enum(['unread']).optional().catch(undefined),
  group: z.enum(GROUPS).optional().catch(undefined),
  /** Keyset: notices before this one. */
  before: noticeIdSchema.optional().catch(undefined),
});
export type InboxSearch = z.infer<typeof inboxSearchSchema>;

/** A notice in somebody's inbox. */
export interface InboxItemDto {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly tone: NoticeTone;
  readonly day: PlainDate;
  readonly isRead: boolean;
  /** Null where it concerns the organisation. */
  readonly shop: { readonly externalId: string; readonly name: string; readonly currency: string } | null;
  readonly detail: unknown;
}

export interface InboxDto {
  /** Newest first. */
  readonly items: readonly InboxItemDto[];
  readonly unreadCount: number;
  /** `before` of the next page; null at the end. */
  readonly older: string | null;
}

/** What a member wants of a kind. */
export interface PreferenceDto {
  readonly kind: NoticeKind;
  readonly label: string;
  readonly group: NoticeGroup;
  /** Cannot be switched off where it is on by default. */
  readonly isLegal: boolean;
  readonly channels: Readonly<Record<NoticeChannel, boolean>>;
}

/** Name of the box of a kind and channel in the form of preferences. @example preferenceField("payout-paid", "mail") === "payout-paid mail" */
export function preferenceField(kind: NoticeKind, channel: NoticeChannel): string {
  return `${kind} ${channel}`;
}
