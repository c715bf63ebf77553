import { resolve } from 'node:path';
import { openDatabase } from '@/server/db/open-database';
import { type SimulatorOptions, startStripeSimulator } from './server';

const USUAL_PORT = 12_111;

/** What the process was told. An empty variable counts as a missing one. */
function told(name: string): string | undefined {
  // biome-ignore lint/style/noProcessEnv: a process of its own, which reads a few variables of its own.
  return process.env[name] || undefined;
}

function readPort(): number {
  const port = Number(told('STRIPE_SIMULATOR_PORT') ?? USUAL_PORT);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new Error('STRIPE_SIMULATOR_PORT must be a port number.');
}

function readWebhook(): SimulatorOptions['webhook'] {
  const url = told('STRIPE_WEBHOOK_URL');
  const secret = told('STRIPE_WEBHOOK_SECRET');
  if (url === undefined) return null;
  if (secret === undefined) throw new Error('STRIPE_WEBHOOK_URL needs STRIPE_WEBHOOK_SECRET, which signs the events.');
  if (!URL.canParse(url)) throw new Error('STRIPE_WEBHOOK_URL must be an address.');
  return { url, secret };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function whenAskedToEnd(): Promise<void> {
  await new Promise<void>((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end());
  });
}

async function main(): Promise<void> {
  const asked = whenAskedToEnd();
  const port = readPort();
  const webhook = readWebhook();
  const database = await openDatabase({
    dataDir: resolve(told('EVENKEEL_DATA_DIR') ?? '.data'),
    databaseUrl: told('DATABASE_URL'),
    onProgress: say,
  });
  try {
    const simulator = await startStripeSimulator({ databaseUrl: database.url, port, webhook });
    say(
      `The Stripe simulator answers at ${simulator.url} (any key sk_test_...; events go ${webhook === null ? 'nowhere' : `to ${webhook.url}`})`,
    );
    await asked;
    await simulator.stop();
  } finally {
    await database.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const message = error instanceof Error ? error.message : 'The simulator could not start.';
    process.stderr.write(`${isTaken ? 'The port is taken: STRIPE_SIMULATOR_PORT names another.' : message}\n`);
    process.exit(1);
  },
);
