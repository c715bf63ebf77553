import 'server-only';
import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { env } from '../env';

/** A mail on its way out. */
export interface OutgoingMail {
  /** Makes the Message-ID: the same mail sent twice is known for the same. */
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Null for one that is made of the text. */
  readonly html: string | null;
}

/** A mail server. */
export interface MailGateway {
  /** @throws Error where the server does not take the mail */
  readonly send: (mail: OutgoingMail) => Promise<void>;
}

const TIMEOUT_MS = 20_000;

/** Address of a link in a text, up to the white space behind it. */
const ADDRESS = /https?:\/\/[^\s<>"']+/g;

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/**
 * The HTML part of a mail: the paragraphs of its text, addresses as links.
 * @example htmlOf('Hello\n\nhttps://example.com') // <p>Hello</p><p><a href="https://example.com">...</a></p>
 */
export function htmlOf(text: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => {
    const linked = escapeHtml(paragraph).replace(ADDRESS, (address) => `<a href="${address}">${address}</a>`);
    return `<p>${linked.replace(/\n/g, '<br>')}</p>`;
  });
  return `<!doctype html><html lang="en"><body style="font:16px/1.5 system-ui,sans-serif;max-width:36em">${paragraphs.join('')}</body></html>`;
}

/**
 * A mail server that is reached by SMTP.
 * @param url smtp:// or smtps:// address, with user and password where the server asks for them
 * @param from what mails say they come from, such as "Evenkeel <finance@example.com>"
 * @example await createSmtpGateway('smtp://127.0.0.1:2525', 'finance@example.com').send({ key, to, subject, text })
 */
export function createSmtpGateway(url: string, from: string): MailGateway {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url, ...timeouts });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'evenkeel.invalid';
  return {
    send: async ({ key, to, subject, text, html }) => {
      const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
      // An object, not text: an address with a comma in it must not become two.
      const address = { name: '', address: to };
      await transport.sendMail({
        from,
        to: address,
        subject,
        text,
        html: html ?? htmlOf(text),
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
  };
}

/** The mail server that the environment names; null in a demo without one, whose mails the mailbox page shows. */
export function siteMailGateway(): MailGateway | null {
  const { smtpUrl, from } = env().mail;
  return smtpUrl === null ? null : createSmtpGateway(smtpUrl, from);
}
