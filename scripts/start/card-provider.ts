import { findFreePort, isPortFree } from '@/server/db/embedded/cluster';
import type { Env } from '@/server/env';
import { readSimulatorPort, rememberWebhookSecret, writeSimulatorPort } from '@/server/remembered';

const USUAL_PORT = 12_111;
const LOOPBACK = '127.0.0.1';

/** The Stripe simulator that a site brings up. */
export interface SimulatorPlan {
  readonly port: number;
  /** What its process is told. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Who charges the cards of a site. */
export interface CardProvider {
  /** What the web server and the worker are told. */
  readonly variables: Readonly<Record<string, string>>;
  /** Null where Stripe itself, or a simulator that somebody else runs, is meant. */
  readonly simulator: SimulatorPlan | null;
  /** What whoever starts the site should know; null for nothing. */
  readonly note: string | null;
}

async function choosePort(env: Env, dataDir: string): Promise<{ port: number; note: string | null }> {
  if (env.simulatorPort !== undefined) {
    if (await isPortFree(env.simulatorPort, LOOPBACK)) return { port: env.simulatorPort, note: null };
    const message = `Port ${env.simulatorPort} is taken by another program; choose another for the Stripe simulator: STRIPE_SIMULATOR_PORT=${env.simulatorPort + 1} npm start`;
    throw new Error(message);
  }
  const wanted = (await readSimulatorPort(dataDir)) ?? USUAL_PORT;
  // The web server has not begun to listen yet.
  const isFree = wanted !== env.port && (await isPortFree(wanted, LOOPBACK));
  if (isFree) return { port: wanted, note: null };
  const port = await findFreePort();
  return { port, note: `Port ${wanted} is taken by another program: the Stripe simulator listens on ${port}` };
}

/**
 * Says who charges the cards: Stripe where there is a key, a simulator that runs already where there is its address, and otherwise one that
 * the site brings up. Production always has a key: test cards would pay real debts.
 *
 * @param told the variables that were set outside
 * @throws Error where STRIPE_SIMULATOR_PORT is taken
 */
export async function chooseCardProvider(env: Env, dataDir: string, told: NodeJS.ProcessEnv): Promise<CardProvider> {
  if (env.stripe.secretKey !== null || told.STRIPE_API_BASE) return { variables: {}, simulator: null, note: null };
  const { port, note } = await choosePort(env, dataDir);
  await writeSimulatorPort(dataDir, port);
  const secret = told.STRIPE_WEBHOOK_SECRET || (await rememberWebhookSecret(dataDir));
  const host = env.host === '0.0.0.0' || env.host === '::' ? LOOPBACK : env.host;
  const address = host.includes(':') ? `[${host}]` : host;
  return {
    variables: { STRIPE_API_BASE: `http://${LOOPBACK}:${port}`, STRIPE_WEBHOOK_SECRET: secret },
    simulator: {
      port,
      variables: {
        STRIPE_SIMULATOR_PORT: String(port),
        STRIPE_WEBHOOK_URL: `http://${address}:${env.port}/api/stripe/webhook`,
        STRIPE_WEBHOOK_SECRET: secret,
      },
    },
    note,
  };
}
