import { join, resolve } from 'node:path';
import { machineTime, readClock } from '@/server/clock';
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
import { readSimulatorPort } from '@/server/remembered';
import { whenAskedToEnd } from '../start/end-of-life';

/** Three jobs at once; a close holds two locks on sessions of their own and writes two batches. */
const CONNECTIONS = 10;

/** For its housekeeping. */
const QUEUE_CONNECTIONS = 1;

function log(level: 'info' | 'error', message: string): void {
  const line = `${machineTime()} worker: ${message}`;
  if (level === 'error') console.error(line);
  else console.log(line);
}

/** A worker alone finds the simulator that the site of its data folder brought up. */
async function findSimulator(dataDir: string): Promise<void> {
  if (process.env.STRIPE_SECRET_KEY || process.env.STRIPE_API_BASE) return;
  const port = await readSimulatorPort(dataDir);
  if (port !== null) process.env.STRIPE_API_BASE = `http://127.0.0.1:${port}`;
}

/** Works until it is asked to end; returns the exit code. */
async function work(env: Env, { url, roleUrls }: OpenDatabase, asked: Promise<string>): Promise<number> {
  await migrateDatabase({ url, folder: join('prisma', 'migrations'), onProgress: (message) => log('info', message) });
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
    const worker = await startWorker({ database: queue, url, tasks, log });
    log('info', `${worker.name} takes jobs`);
    const ended = await Promise.race([asked, worker.ended.then(() => null)]);
    if (ended === null) throw new Error('the queue let go of the worker');
    log('info', `${ended}: stopping`);
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
    await findSimulator(dataDir);
    const env = siteEnv();
    const onProgress = (message: string) => log('info', message);
    const opened = await openDatabase({ dataDir, databaseUrl: env.databaseUrl, roleUrls: env.roleUrls, onProgress });
    try {
      return await work(env, opened, asked);
    } finally {
      await opened.stop();
    }
  } catch (error) {
    log('error', error instanceof Error ? error.message : String(error));
    return 1;
  }
}

process.exit(await main());
