import type { MailboxSearch } from '@/contracts/mailbox';

export const MAILBOX_PATH = '/mailbox';

/** Address of the mailbox with some of its filters changed. @example mailboxHref({ to: 'ivy' }, { mail: 3 }) === '/mailbox?to=ivy&mail=3' */
export function mailboxHref(asked: MailboxSearch, change: Partial<MailboxSearch>): string {
  const { to, mail, before } = { ...asked, ...change };
  const search = new URLSearchParams();
  if (to !== undefined && to !== '') search.set('to', to);
  if (before !== undefined) search.set('before', String(before));
  if (mail !== undefined) search.set('mail', String(mail));
  return search.size === 0 ? MAILBOX_PATH : `${MAILBOX_PATH}?${search}`;
}
