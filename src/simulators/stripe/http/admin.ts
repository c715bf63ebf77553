import { z } from 'zod';
import { disputeCharge } from '../resources/disputes';
import { FAULT_NAMES, faultInput, listFaults, NO_FAULTS, switchOff, switchOn } from '../store/faults';
import { inTransaction } from '../store/work';
import { API_VERSION } from '../version';
import { Refusal } from '../wire/errors';
import { comesFromElsewhere, type Exchange, readBody } from './exchange';

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(::1|(::ffff:)?127\.)/.test(address);

function readInput(text: string): unknown {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }
  return Object.fromEntries(new URLSearchParams(text));
}

function send({ response }: Exchange, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body, null, 2)}\n`);
}

async function showFaults(exchange: Exchange): Promise<void> {
  const faults = await listFaults(exchange.running.pool);
  send(exchange, 200, { on: faults, known: FAULT_NAMES });
}

async function changeFaults(exchange: Exchange): Promise<void> {
  const { method, running, request, url } = exchange;
  if (method === 'DELETE') {
    await switchOff(running.pool, url.searchParams.get('name'));
    return showFaults(exchange);
  }
  const input = faultInput.safeParse(readInput(await readBody(request)));
  if (!input.success) return send(exchange, 400, { error: { message: z.prettifyError(input.error) } });
  await switchOn(running.pool, input.data);
  return showFaults(exchange);
}

/** What the bank of a card does by itself: a charge is disputed now. */
async function dispute(exchange: Exchange): Promise<void> {
  const { running, request, origin } = exchange;
  const input = z.strictObject({ charge: z.string() }).safeParse(readInput(await readBody(request)));
  if (!input.success) return send(exchange, 400, { error: { message: z.prettifyError(input.error) } });
  const { charge } = input.data;
  const { pool, settings } = running;
  const { rows } = await pool.query<{ account: string }>('SELECT account FROM stripe_simulator.object WHERE id = $1', [
    charge,
  ]);
  const about = {
    account: rows[0]?.account ?? '',
    origin,
    request: null,
    version: API_VERSION,
    faults: NO_FAULTS,
    settings,
  };
  await inTransaction(pool, about, (work) => disputeCharge(work, charge));
  running.wake();
  send(exchange, 200, { disputed: charge });
}

/** `/_simulator/...`: what Stripe does not have. For this machine only. */
export async function answerAdmin(exchange: Exchange): Promise<void> {
  const { request, method, url } = exchange;
  if (!isLoopback(request.socket.remoteAddress) || comesFromElsewhere(exchange)) {
    return send(exchange, 403, { error: { message: 'Only programs of this machine may switch faults.' } });
  }
  try {
    if (url.pathname === '/_simulator/faults' && method === 'GET') return await showFaults(exchange);
    if (url.pathname === '/_simulator/faults' && (method === 'POST' || method === 'DELETE'))
      return await changeFaults(exchange);
    if (url.pathname === '/_simulator/disputes' && method === 'POST') return await dispute(exchange);
    send(exchange, 404, {
      error: { message: 'There is /_simulator/faults (GET, POST, DELETE) and /_simulator/disputes (POST).' },
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    send(exchange, error.status, { error: { message: error.message } });
  }
}
