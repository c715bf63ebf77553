import 'server-only';
import type { NoticeWords, Say } from '@/contracts/notices/define';
import type { PlainDate } from '@/domain/calendar/plain-date';

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function dayText(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

/** How a mail writes amounts and days: to be read anywhere, without a page around them. */
export function mailSay(shop: string, currency: string | null, zone: string): Say {
  return {
    shop,
    amount: (value) => (currency === null ? value : `${value} ${currency}`),
    day: dayText,
    moment: (wall) => `${dayText(wall.slice(0, 10))}, ${wall.slice(11, 16)} (${zone})`,
  };
}

/** What surrounds the words of a notice in a mail. */
export interface NoticeMail {
  readonly words: NoticeWords;
  /** Whom it is to. */
  readonly name: string;
  readonly day: PlainDate;
  /** Address of the site. */
  readonly origin: string;
  /** Of the notice: what the link opens, in the right shop. */
  readonly notice: bigint;
  readonly isLegal: boolean;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function footOf({ origin, isLegal }: NoticeMail): string {
  return isLegal
    ? `You are told this because you are a member of the organisation; it cannot be switched off. What else you get mail about: ${origin}/account/notifications`
    : `Switch mails like this off: ${origin}/account/notifications`;
}

const openLink = ({ origin, notice }: NoticeMail): string => `${origin}/inbox/${notice}/open`;

/** The text part: paragraphs, and addresses as they are. */
export function noticeText(mail: NoticeMail): string {
  const { happened, next, link } = mail.words;
  const paragraphs = [`Hello ${mail.name},`, happened, next, `${link.label}: ${openLink(mail)}`, footOf(mail)];
  return paragraphs.filter((paragraph) => paragraph !== null).join('\n\n');
}

const PAGE =
  'margin:0;padding:24px 12px;background:#f6f5f1;color:#1d1c1a;font:16px/1.5 system-ui,-apple-system,sans-serif';
const CARD =
  'max-width:560px;margin:0 auto;padding:28px;background:#ffffff;border:1px solid #e2e0d8;border-radius:10px';
const BUTTON =
  'display:inline-block;padding:11px 18px;border-radius:8px;background:#1f5f5b;color:#ffffff;text-decoration:none;font-weight:600';
const FOOT = 'max-width:560px;margin:16px auto 0;font-size:13px;color:#5e5b54';

/** The HTML part: the same words; styles stand in it since mail programs read no others, and it loads nothing. */
export function noticeHtml(mail: NoticeMail): string {
  const { title, happened, next, link } = mail.words;
  const address = escapeHtml(openLink(mail));
  const foot = escapeHtml(footOf(mail)).replace(/(https?:\/\/\S+)$/, '<a href="$1" style="color:#1f5f5b">$1</a>');
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body style="${PAGE}">`,
    `<div style="${CARD}"><p style="margin:0 0 16px">Hello ${escapeHtml(mail.name)},</p>`,
    `<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">${escapeHtml(title)}</h1>`,
    `<p style="margin:0 0 12px">${escapeHtml(happened)}</p>`,
    next === null ? '' : `<p style="margin:0 0 12px"><b>${escapeHtml(next)}</b></p>`,
    `<p style="margin:20px 0 0"><a href="${address}" style="${BUTTON}">${escapeHtml(link.label)}</a></p></div>`,
    `<p style="${FOOT}">${foot}</p></body></html>`,
  ].join('');
}
