import 'server-only';
import { createHmac } from 'node:crypto';
import { lookup as lookUpName } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { ANSWER_SECONDS } from '@/contracts/webhooks';
import { type Instant, toEpochMillis } from '@/domain/calendar/instant';
import { env } from '../env';
import { isPrivateAddress, isPrivateHost } from './private-address';

/** What of an answer is kept. */
const ANSWER_CHARACTERS = 500;

/** An event on its way to a receiver. */
export interface OutgoingEvent {
  readonly url: string;
  readonly eventId: string;
  readonly body: string;
  /** The present one, and for a day after a change the one before. */
  readonly secrets: readonly string[];
  /** Of the machine. */
  readonly now: Instant;
}

/** How it went. Anything but an answer of 200 to 299 in time is a problem. */
export interface WebhookOutcome {
  readonly statusCode: number | null;
  readonly problem: string | null;
  readonly answer: string | null;
}

/** Brings events to the servers of sellers. */
export interface WebhookGateway {
  readonly send: (event: OutgoingEvent) => Promise<WebhookOutcome>;
}

interface GatewayOptions {
  /** Whether it reaches addresses of this machine and of private networks: in the demo, where a receiver is tried out. */
  readonly reachesPrivate: boolean;
  readonly timeoutMs?: number;
}

/**
 * The signature header: "t=1761998400,v1=<hex>", one v1 for each secret. A receiver makes HMAC-SHA256 of "<t>.<body>" with its secret, compares
 * it to any of the v1 in constant time, and refuses a `t` that is older than five minutes.
 * @example signatureOf('{"id":"ntc_1"}', ['whsec_...'], now)
 */
export function signatureOf(body: string, secrets: readonly string[], now: Instant): string {
  const seconds = Math.floor(toEpochMillis(now) / 1000);
  const signed = secrets.map((secret) => createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
  return [`t=${seconds}`, ...signed.map((hex) => `v1=${hex}`)].join(',');
}

class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

/** Looks a name up and refuses it where any of its addresses is private. The connection goes to the address that was looked at: no second look-up can answer otherwise. */
const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  lookUpName(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0);
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address)))
      return callback(new PrivateAddressError(`${hostname} is at a private address`), '', 0);
    if (options.all === true) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

function readAnswer(response: IncomingMessage, done: (answer: string) => void): void {
  let answer = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    answer += chunk;
    // Enough to tell what went wrong; who sends more is not listened to.
    if (answer.length >= ANSWER_CHARACTERS) {
      done(answer.slice(0, ANSWER_CHARACTERS));
      response.destroy();
    }
  });
  response.on('end', () => done(answer));
  response.on('error', () => done(answer));
}

function problemOf(statusCode: number): string | null {
  if (statusCode >= 200 && statusCode < 300) return null;
  if (statusCode >= 300 && statusCode < 400) return `Answered ${statusCode}, a redirect: those are not followed.`;
  return `Answered ${statusCode}.`;
}

function problemOfError(error: Error & { readonly code?: string }): string {
  if (error instanceof PrivateAddressError) return 'The address belongs to a private network, which is not reached.';
  if (error.code === 'ENOTFOUND') return 'There is no server of that name.';
  if (error.code === 'ECONNREFUSED') return 'Nothing listens at that address.';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'No answer in time.';
  return `The connection failed (${error.code ?? error.name}).`;
}

/**
 * Brings events to servers by POST. Redirects are not followed, and private networks are not reached unless told so.
 * @example await createWebhookGateway({ reachesPrivate: false }).send({ url, eventId, body, secrets, now })
 */
export function createWebhookGateway({
  reachesPrivate,
  timeoutMs = ANSWER_SECONDS * 1000,
}: GatewayOptions): WebhookGateway {
  return {
    send: ({ url, eventId, body, secrets, now }) => {
      const target = new URL(url);
      const failed = (problem: string): WebhookOutcome => ({ statusCode: null, problem, answer: null });
      if (!reachesPrivate && isPrivateHost(target.hostname))
        return Promise.resolve(failed('The address belongs to a private network, which is not reached.'));
      return new Promise((resolve) => {
        const ask = target.protocol === 'https:' ? requestHttps : requestHttp;
        const asked: ClientRequest = ask(target, {
          method: 'POST',
          agent: false,
          signal: AbortSignal.timeout(timeoutMs),
          ...(reachesPrivate ? {} : { lookup: lookUpPublic }),
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(body),
            'user-agent': 'Evenkeel-Webhooks/1',
            'evenkeel-event': eventId,
            'evenkeel-signature': signatureOf(body, secrets, now),
          },
        });
        asked.on('response', (response) => {
          const statusCode = response.statusCode ?? 0;
          readAnswer(response, (answer) => resolve({ statusCode, problem: problemOf(statusCode), answer }));
        });
        asked.on('error', (error) => resolve(failed(problemOfError(error))));
        asked.end(body);
      });
    },
  };
}

/** As the environment has it. */
export function siteWebhookGateway(): WebhookGateway {
  return createWebhookGateway({ reachesPrivate: env().mode === 'demo' });
}
