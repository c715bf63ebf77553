import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import { keptText } from './kept-text';

/** How many mails a page of the demo's mailbox has. */
export const MAILS_A_PAGE = 20;

const id = z.coerce.number().int().positive().max(2_147_483_647);

/** What the mailbox page shows, as it stands in its URL. */
export const mailboxSearchSchema = z.object({
  /** Only mails to addresses that begin so. */
  to: keptText().trim().max(120).optional().catch(undefined),
  /** The opened mail. */
  mail: id.optional().catch(undefined),
  /** Keyset: mails before this one. */
  before: id.optional().catch(undefined),
});

export type MailboxSearch = z.infer<typeof mailboxSearchSchema>;

/** A mail of the demo. */
export interface MailDto {
  readonly id: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly status: 'queued' | 'sent' | 'failed';
  readonly postedAt: Instant;
}

export interface MailboxDto {
  /** Newest first. */
  readonly mails: readonly MailDto[];
  readonly opened: MailDto | null;
  readonly hasOlder: boolean;
}
