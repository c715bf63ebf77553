import type { InboxItemDto } from '@/contracts/inbox';
import { NOTICES } from '@/contracts/notices';
import type { NoticeTone, NoticeWords } from '@/contracts/notices/define';
import { amountText } from '@/ui/amount-text';
import { dayText, dayTimeText } from '@/ui/day-text';
import type { StatusLook } from '@/ui/status-chip';

/** What a notice says, as pages write amounts and days. @param seller the organisation's name, for what concerns no single shop */
export function wordsOf(
  { kind, shop, detail }: Pick<InboxItemDto, 'kind' | 'shop' | 'detail'>,
  seller: string,
): NoticeWords {
  return NOTICES[kind].say(detail, {
    shop: shop?.name ?? seller,
    amount: (value) => amountText(value, shop === null ? {} : { currency: shop.currency }),
    day: (day) => dayText(day, { year: '' }),
    moment: dayTimeText,
  });
}

/** The sign of each tone, beside the words: never colour alone. */
export const TONES = {
  bad: { word: 'Act now', icon: 'stop', tone: 'owed' },
  warn: { word: 'Look at it', icon: 'alert', tone: 'held' },
  good: { word: 'Good news', icon: 'done', tone: 'done' },
  info: { word: 'For your information', icon: 'moving', tone: 'moving' },
} as const satisfies Record<NoticeTone, StatusLook>;
