import { join, resolve } from 'node:path';
import { readClock } from '@/server/clock';
import { connectDatabase } from '@/server/db/database';
import { migrateDatabase } from '@/server/db/migrate';
import { type OpenDatabase, openDatabase } from '@/server/db/open-database';
import { type Env, env as siteEnv } from '@/server/env';
import { siteAccountVault } from '@/server/gateways/account-vault';
import { siteMailGateway } from '@/server/gateways/mail';
import { siteCardGateway } from '@/server/gateways/site-gateway';
import { siteWebhookGateway } from '@/server/gateways/webhook';
import { makeTasks } from '@/server/jobs/tasks';
import { startWorker } from '@/server/jobs/worker';
import { log } from '@/server/log';
import { recallSimulatorAddress } from '@/server/remembered';
import { whenAskedToEnd } from '../start/end-of-life';

/** Three jobs at once; a close holds two locks on sessions of their own and writes two batches. */
const CONNECTIONS = 10;

/** For its housekeeping. */
const QUEUE_CONNECTIONS = 1;

/** Into the log, one JSON object a line; what a person has to do something about is said in the terminal too. */
function say(level: 'info' | 'error', message: string): void {
  log(level, message);
  if (level === 'error') console.error(`worker: ${message}`);
}

/** Works until it is asked to end; returns the exit code. */
async function work(env: Env, { url, roleUrls }: OpenDatabase, asked: Promise<string>): Promise<number> {
  await migrateDatabase({ url, folder: join('prisma', 'migrations'), onProgress: (message) => say('info', message) });
  // The queue is its owner's; what the jobs do is done as the worker.
  const queue = connectDatabase(url, QUEUE_CONNECTIONS);
  const database = connectDatabase(roleUrls.evenkeel_worker, CONNECTIONS);
  try {
    const tasks = makeTasks({
      database,
      gateway: siteCardGateway(),
      mail: siteMailGateway(),
      keepsMailText: env.mode === 'demo',
      webhooks: siteWebhookGateway(),
      vault: siteAccountVault(),
      now: () => readClock(database.pool, env.mode === 'demo'),
      clearingMinutes: env.clearingMinutes,
    });
    const worker = await startWorker({ database: queue, url, tasks, log: say });
    say('info', `${worker.name} takes jobs`);
    const ended = await Promise.race([asked, worker.ended.then(() => null)]);
    if (ended === null) throw new Error('the queue let go of the worker');
    say('info', `${ended}: stopping`);
    await worker.stop();
    return 0;
  } finally {
    await Promise.all([database.close(), queue.close()]);
  }
}

/** The worker as a process: opens the database as the command line does, and ends with the npm that started it. */
async function main(): Promise<number> {
  const asked = whenAskedToEnd();
  try {
    const dataDir = resolve(process.env.EVENKEEL_DATA_DIR || '.data');
    // A worker alone finds the simulator that the site of its data folder brought up.
    if (!process.env.STRIPE_SECRET_KEY) process.env.STRIPE_API_BASE ||= await recallSimulatorAddress(dataDir);
    const env = siteEnv();
    const onProgress = (message: string) => say('info', message);
    const opened = await openDatabase({ dataDir, databaseUrl: env.databaseUrl, roleUrls: env.roleUrls, onProgress });
    try {
      return await work(env, opened, asked);
    } finally {
      await opened.stop();
    }
  } catch (error) {
    // Not into the log: the environment may be what is wrong, and the log goes by it.
    console.error(`worker: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

process.exit(await main());
