import type { z } from 'zod';
import type { Permission } from '../permissions';

/** What the preferences page gathers kinds under. */
export type NoticeGroup = 'balance' | 'standing' | 'payouts' | 'bills' | 'account' | 'alerts';

/** How loud a notice is: `bad` costs or has cost something, `warn` will unless something is done, `good` is good news. */
export type NoticeTone = 'bad' | 'warn' | 'good' | 'info';

/** How amounts and days are written where the words are read: a page writes "$33.82", a mail "33.82 USD". */
export interface Say {
  /** The shop's name; the organisation's where it concerns no single shop. */
  readonly shop: string;
  /** Writes a decimal string with its currency. */
  readonly amount: (value: string) => string;
  /** Writes "YYYY-MM-DD". */
  readonly day: (day: string) => string;
  /** Writes a local time of the marketplace, "YYYY-MM-DDTHH:MM:SS". */
  readonly moment: (wall: string) => string;
}

/** A notice in words. Sentences, with a full stop. */
export interface NoticeWords {
  /** Without a full stop; the subject of the mail too, so it says the amount where there is one. */
  readonly title: string;
  /** What happened, and what it costs. */
  readonly happened: string;
  /** What to do, and by when; null where there is nothing to do. */
  readonly next: string | null;
  /** Where it can be seen or done: a path of the site. */
  readonly link: { readonly label: string; readonly path: string };
}

/** What has to be said of a kind, once. */
interface NoticeDefinition<Detail extends z.ZodType> {
  /** Its name on the preferences page, such as "You owe". */
  readonly label: string;
  readonly group: NoticeGroup;
  readonly tone: NoticeTone;
  /** Whoever lacks it is not told, whatever they prefer: roles that see no money get no notice about money. */
  readonly permission: Permission;
  /** Must be told by law or by the policy: cannot be switched off. */
  readonly isLegal: boolean;
  /** Whether it goes out by mail unless a member says otherwise; every kind goes to the inbox. */
  readonly mails: boolean;
  /** What it was called with; amounts as decimal strings, days as "YYYY-MM-DD". */
  readonly detail: Detail;
  readonly words: (detail: z.output<Detail>, say: Say) => NoticeWords;
}

/** A kind of notice. */
export interface NoticeDefined<Detail extends z.ZodType> extends Omit<NoticeDefinition<Detail>, 'words'> {
  /** The words for a detail as it was stored. @throws ZodError for one that is not of this kind */
  readonly say: (stored: unknown, say: Say) => NoticeWords;
}

/**
 * Defines a kind of notice: put it into a table of kinds beside this file, and that into NOTICES.
 * @example defineNotice({ label: 'Payout paid', detail: z.object({ payout: z.int(), amount: money }), words: ({ amount }, say) => ... })
 */
export function defineNotice<Detail extends z.ZodType>(defined: NoticeDefinition<Detail>): NoticeDefined<Detail> {
  const { words, ...rest } = defined;
  return { ...rest, say: (stored, say) => words(rest.detail.parse(stored), say) };
}
