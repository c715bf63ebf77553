import { readClock } from '@/server/clock';
import { handleCardEvent } from '@/server/commands/bills/handle-card-event';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { isCardProviderError } from '@/server/gateways/card-gateway';
import { siteCardGateway } from '@/server/gateways/site-gateway';
import { newId } from '@/server/ids';
import { log, logError, withLogContext } from '@/server/log';

/** Stripe's own events are a few kilobytes. */
const LARGEST_BYTES = 1_000_000;

/** The body as it came; null where it is longer than any event. A length may not be told, or told wrongly, so bytes are counted. */
async function readBody(request: Request): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > LARGEST_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/**
 * Where the card provider sends its events. No session and no origin: the signature over the body as it came says who sends. What is forged or
 * more than five minutes old is refused; what could not be finished is answered with 503, and the provider sends it again.
 */
export async function POST(request: Request): Promise<Response> {
  const signature = request.headers.get('stripe-signature');
  const body = signature === null ? null : await readBody(request);
  if (signature === null || body === null) return new Response('Not a signed event', { status: 400 });
  const event = siteCardGateway().readEvent(body, signature);
  if (event === null) return new Response('The signature is wrong or old', { status: 400 });
  const database = systemDatabase();
  const { mode, clearingMinutes } = env();
  const now = await readClock(database.pool, mode === 'demo');
  const requestId = request.headers.get('x-request-id');
  return withLogContext({ command: newId('cmd'), ...(requestId === null ? {} : { request: requestId }) }, async () => {
    try {
      const outcome = await handleCardEvent(database, { event, now, clearingMinutes });
      log('info', 'webhook', { name: 'card provider', outcome: String(outcome) });
      return Response.json({ event: outcome });
    } catch (error) {
      if (!isCardProviderError(error)) throw error;
      logError('webhook not finished', error, { name: 'card provider' });
      return new Response('Send it again', { status: 503 });
    }
  });
}
