import { type NextRequest, NextResponse } from 'next/server';
import { env } from './server/env';
import { SCRIPTS_OFF, SCRIPTS_OFF_OPTIONS } from './ui/scripts-off';

/** The hosted pages of the card provider: forms of ours are answered with a redirect to them, which browsers hold to `form-action` too. */
function hostedPages(): string {
  return env().stripe.apiBase ?? 'https://checkout.stripe.com https://hooks.stripe.com';
}

/** What a page may load and where it may send: itself, and forms to the card provider's pages. Next puts the nonce on its own scripts; style attributes cannot carry one. */
function contentPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${hostedPages()}`,
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The page that was asked for, and that the browser runs no scripts. */
function scriptsOffAddress({ nextUrl }: NextRequest): string {
  const search = new URLSearchParams(nextUrl.searchParams);
  search.set('scripts', 'off');
  return `${nextUrl.pathname}?${search}`;
}

/** Sends the browser to the page itself, with the cookie that makes pages come whole (src/ui/streamed.tsx). */
function rememberScriptsOff({ nextUrl }: NextRequest): NextResponse {
  const address = nextUrl.clone();
  address.searchParams.delete('scripts');
  const response = NextResponse.redirect(address, 303);
  response.cookies.set(SCRIPTS_OFF, '1', SCRIPTS_OFF_OPTIONS);
  return response;
}

/** What this site never asks a browser for, so that nothing that slips into a page can. */
const UNUSED_FEATURES = [
  'camera',
  'microphone',
  'geolocation',
  'payment',
  'usb',
  'serial',
  'bluetooth',
  'display-capture',
];

const TWO_YEARS_SECONDS = 63_072_000;

/** What every answer says, redirects too. Pages show somebody's money: no cache keeps them, no other site frames, opens or embeds them. */
function setHeaders({ headers }: NextResponse, policy: string): void {
  headers.set('content-security-policy', policy);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-frame-options', 'DENY');
  headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set('permissions-policy', UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '));
  headers.set('cache-control', 'private, no-store');
  // A browser believes it over https alone; sent over http it would only promise what is not so.
  if (env().appOrigin.startsWith('https:')) headers.set('strict-transport-security', `max-age=${TWO_YEARS_SECONDS}`);
}

/** What a request id may look like that a proxy before the site has made: nothing that could break a line or carry a name far. */
const REQUEST_ID = /^[\w.-]{8,64}$/;

/** The request's id: the one that came with it where it is well-formed, else a new one. */
function requestIdOf(request: NextRequest): string {
  const given = request.headers.get('x-request-id') ?? '';
  return REQUEST_ID.test(given) ? given : crypto.randomUUID();
}

/** Headers of every page. No authorisation here: who may see what is decided by getActor, page by page and action by action. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  // biome-ignore lint/style/noProcessEnv: Next replaces it at build time; it is no setting of ours
  const policy = contentPolicy(nonce, process.env.NODE_ENV === 'development');
  const requestId = requestIdOf(request);
  const response =
    request.nextUrl.searchParams.get('scripts') === 'off'
      ? rememberScriptsOff(request)
      : passOn(request, nonce, policy, requestId);
  setHeaders(response, policy);
  response.headers.set('x-request-id', requestId);
  return response;
}

/** Lets the page be made, and tells it what it needs to know of the request. */
function passOn(request: NextRequest, nonce: string, policy: string, requestId: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-request-id', requestId);
  headers.set('content-security-policy', policy);
  headers.set('x-scripts-off-address', scriptsOffAddress(request));
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ['/((?!_next/static|_next/image|icon.svg).*)'] };
