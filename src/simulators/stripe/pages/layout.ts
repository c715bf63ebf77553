import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Html, html } from './html';
import { SCRIPT } from './script';
import { STYLE } from './style';

/** A page of the simulator. */
export interface PageContent {
  readonly title: string;
  readonly body: Html;
  readonly isNarrow?: boolean;
}

/** Shows a page. Its style and script are in it, under a nonce; nothing is loaded from elsewhere. */
export function sendPage(response: ServerResponse, status: number, { title, body, isNarrow }: PageContent): void {
  const nonce = randomBytes(16).toString('base64');
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Stripe simulator</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${new Html(STYLE)}</style>
</head>
<body>
<header class="notice"><p><strong>This is a simulator of Stripe.</strong> No money moves. Never enter a real card: test numbers only, and no number is stored.</p></header>
<main${isNarrow === true ? html` class="narrow"` : ''}>
${body}
</main>
<script nonce="${nonce}">${new Html(SCRIPT)}</script>
</body>
</html>
`;
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; font-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'`,
    })
    .end(page.text);
}

/** Sends the browser on, to be asked with GET. */
export function redirect(response: ServerResponse, address: string): void {
  response.writeHead(303, { location: address, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
}

/** An amount as people read it. @example amountText(3740, 'usd') // "$37.40" */
export function amountText(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

/** A page that says one thing and offers one way on. */
export function messagePage(
  title: string,
  sentence: string,
  on: { readonly href: string; readonly label: string } | null,
): PageContent {
  return {
    title,
    isNarrow: true,
    body: html`<div class="head"><h1>${title}</h1><p>${sentence}</p></div>
${on === null ? null : html`<div class="buttons"><a class="button primary" href="${on.href}">${on.label}</a></div>`}`,
  };
}
