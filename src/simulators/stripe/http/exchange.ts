import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pool } from 'pg';
import type { Settings } from '../store/work';
import { Refusal } from '../wire/errors';

const LARGEST_BODY = 1_000_000;

/** What every answer needs of the running simulator. */
export interface Running {
  readonly pool: Pool;
  readonly settings: Settings;
  /** This run; claims of others are left over from a run that ended. */
  readonly owner: string;
  /** Idempotency keys of the requests that are being worked on. */
  readonly keys: Set<string>;
  /** Has events and whatever else is due looked at. */
  readonly wake: () => void;
}

/** One request and its answer. */
export interface Exchange {
  readonly running: Running;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly url: URL;
  /** How whoever asks reaches us. */
  readonly origin: string;
}

/** One value of a header. */
export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/**
 * The text that was sent.
 * @throws Refusal 413 where it is larger than any form of ours
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LARGEST_BODY) {
      throw new Refusal(413, { type: 'invalid_request_error', message: 'The request is too large.' });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** A browser's form on another site may not press our buttons; programs send no Origin. */
export function comesFromElsewhere({ request }: Exchange): boolean {
  const origin = header(request, 'origin');
  if (origin === undefined || origin === 'null') return header(request, 'sec-fetch-site') === 'cross-site';
  return !URL.canParse(origin) || new URL(origin).host !== header(request, 'host');
}

/** Never answers: the connection is cut, or left open until the other side gives up. */
export function leaveWithoutAnswer({ response }: Exchange, cuts: boolean): void {
  if (cuts) response.socket?.destroy();
}
