import type { InboxSearch } from '@/contracts/inbox';
import { withParams } from '@/contracts/search-params';

export const INBOX_PATH = '/inbox';

/** The inbox under some filters. @example inboxHref({}, { show: "unread" }) === "/inbox?show=unread" */
export function inboxHref(
  asked: InboxSearch,
  changes: Partial<Record<keyof InboxSearch, string | undefined>> = {},
): string {
  const { show, group, before } = { ...asked, before: undefined, ...changes };
  return withParams(INBOX_PATH, { show, group, before });
}

/** Opens what a notice is about, in the shop that it is about, and marks it read. */
export function openHref(id: string): string {
  return `${INBOX_PATH}/${id}/open`;
}
