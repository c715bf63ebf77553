import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Pool } from 'pg';
import { startClockwork } from './clockwork';
import { answerAdmin } from './http/admin';
import { answerApi } from './http/api';
import { type Exchange, header, type Running } from './http/exchange';
import { answerPage } from './pages/answer-page';
import { ensureTables } from './store/schema';
import type { Settings } from './store/work';

const LOOPBACK = '127.0.0.1';
const CONNECTIONS = 8;
/** Longer than clients keep a connection for: who closes it first decides whether a request is lost on the way. */
const KEEP_ALIVE_MILLIS = 65_000;

/** How to start a simulator. */
export interface SimulatorOptions {
  /** PostgreSQL with room for the schema `stripe_simulator`, which is made. */
  readonly databaseUrl: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where events go, and what signs them; null: they are kept and can be listed. */
  readonly webhook: Settings['webhook'];
  readonly disputeAfterMillis?: number;
  readonly refundAfterMillis?: number;
  readonly retryAfterMillis?: number;
}

/** A simulator that answers. */
export interface StripeSimulator {
  /** Scheme, host and port. */
  readonly url: string;
  /** Stops answering and sending. What is not sent yet goes out after the next start. */
  readonly stop: () => Promise<void>;
}

/** Names under which this machine is reached; any other comes from a page that had its own name point here. */
const OUR_NAMES = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|host\.docker\.internal)(:\d+)?$/;

async function answer(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = header(request, 'host') ?? '';
  const path = request.url ?? '/';
  if (!OUR_NAMES.test(host) || !URL.canParse(path, `http://${host}`)) {
    response.writeHead(421, { 'content-type': 'text/plain' }).end('This simulator answers on this machine only.\n');
    return;
  }
  const origin = `http://${host}`;
  const url = new URL(path, origin);
  const exchange: Exchange = { running, request, response, method: request.method ?? 'GET', url, origin };
  if (url.pathname.startsWith('/v1/')) return answerApi(exchange);
  return url.pathname.startsWith('/_simulator/') ? answerAdmin(exchange) : answerPage(exchange);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/**
 * Starts a simulator of Stripe on this machine's own interface.
 *
 * @throws Error where the port is taken or the database cannot be reached
 * @example const stripe = await startStripeSimulator({ databaseUrl, port: 0, webhook: null }); ... await stripe.stop();
 */
export async function startStripeSimulator(options: SimulatorOptions): Promise<StripeSimulator> {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: CONNECTIONS,
    application_name: 'stripe-simulator',
  });
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  const settings: Settings = {
    webhook: options.webhook,
    disputeAfterMillis: options.disputeAfterMillis ?? 2000,
    refundAfterMillis: options.refundAfterMillis ?? 2000,
    retryAfterMillis: options.retryAfterMillis ?? 1000,
  };
  const clockwork = startClockwork(pool, settings);
  const running: Running = { pool, settings, owner: randomUUID(), keys: new Set(), wake: clockwork.wake };
  const server = createServer((request, response) => {
    answer(running, request, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : 'An answer failed'}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MILLIS;
  try {
    await ensureTables(pool);
    const port = await listen(server, options.port);
    clockwork.wake();
    return {
      url: `http://${LOOPBACK}:${port}`,
      stop: async () => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeAllConnections();
        await Promise.all([closed, clockwork.stop()]);
        await pool.end();
      },
    };
  } catch (error) {
    await clockwork.stop();
    await pool.end();
    throw error;
  }
}
