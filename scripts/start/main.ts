import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isPortFree } from '@/server/db/embedded/cluster';
import { migrateDatabase } from '@/server/db/migrate';
import { type OpenDatabase, openDatabase } from '@/server/db/open-database';
import { type Env, readEnv } from '@/server/env';
import { rememberAccountKeys, rememberSessionSecret } from '@/server/remembered';
import { ensureBuilt } from '../lib/install.mjs';
import { elapsed, endRunning, run, step } from '../lib/steps.mjs';
import { startSimulatorBeside, startWorkerBeside } from './beside';
import { type CardProvider, chooseCardProvider } from './card-provider';
import { hasSellers, refuseDemoPeople } from './demo-data';
import { whenAskedToEnd } from './end-of-life';
import type { Program } from './program';
import { siteEnvironment } from './site-environment';
import { claimSite, releaseSite } from './site-record';
import { localUrl, startWebServer } from './web-server';

/** A site that answers, and all that runs for it. */
interface Site {
  /** Resolves with the reason when the web server ends by itself. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Makes the demo sellers in a database without any seller (imported shops have none), by the command line's own verb. */
async function ensureDemo(databaseUrl: string, dataDir: string): Promise<void> {
  if (await hasSellers(databaseUrl)) return;
  await step('Making the demo sellers', () =>
    run(process.execPath, ['--conditions=react-server', '--import', 'tsx', join('src', 'cli', 'main.ts'), 'demo'], {
      env: { ...process.env, DATABASE_URL: databaseUrl, EVENKEEL_DATA_DIR: dataDir },
    }),
  );
}

async function prepareSite(env: Env, database: OpenDatabase, dataDir: string, cards: CardProvider): Promise<Site> {
  const migrations = await migrateDatabase({
    url: database.url,
    folder: join('prisma', 'migrations'),
    onProgress: (message) => console.log(`  ${message}`),
  });
  if (migrations.applied.length > 0) console.log(`✓ Migrated the database (${migrations.applied.length} new)`);
  if (env.mode === 'demo') await ensureDemo(database.url, dataDir);
  else await refuseDemoPeople(database.url);
  const variables = siteEnvironment(env, database, dataDir, cards);
  const simulator = startSimulatorBeside(variables, cards.simulator);
  let server: Program | undefined;
  try {
    await ensureBuilt();
    server = await startWebServer(env, variables);
    await simulator?.ready();
  } catch (error) {
    await Promise.all([server?.stop(), simulator?.stop()]);
    throw error;
  }
  // Last: the first page does not need it, and is there sooner.
  const worker = startWorkerBeside(variables);
  const { ended, stop } = server;
  return { ended, stop: () => stop().then(async () => void (await Promise.all([worker.stop(), simulator?.stop()]))) };
}

/** Brings everything up, waits until it is asked to end, and takes everything down. */
async function runSite(env: Env, dataDir: string, cards: CardProvider, since: number): Promise<number> {
  const asked = whenAskedToEnd();
  const database = await step(env.databaseUrl === undefined ? 'Starting PostgreSQL' : 'Opening DATABASE_URL', () =>
    openDatabase({
      dataDir,
      databaseUrl: env.databaseUrl,
      roleUrls: env.roleUrls,
      onProgress: (message) => console.log(`  ${message}`),
    }),
  );
  let site: Site | undefined;
  try {
    const prepared = prepareSite(env, database, dataDir, cards);
    const first = await Promise.race([prepared, asked]);
    if (typeof first === 'string') return await endDuringStart(prepared);
    site = first;
    console.log(`Evenkeel runs at ${localUrl(env)} (ready after ${elapsed(since)}; Ctrl-C stops it)`);
    const reason = await Promise.race([asked, site.ended]);
    const wasAsked = reason.startsWith('SIG') || reason === 'npm ended';
    console.log(wasAsked ? 'Stopping' : `Stopping: ${reason}`);
    return wasAsked ? 0 : 1;
  } finally {
    await site?.stop();
    await database.stop();
  }
}

/** Asked to end while the start still works: what it has begun ends with it. */
async function endDuringStart(prepared: Promise<Site>): Promise<number> {
  console.log('Stopping');
  endRunning();
  const site = await prepared.catch(() => undefined);
  await site?.stop();
  return 130;
}

/**
 * `npm start` after the installation: database, migrations, demo sellers, worker, card simulator, build, site.
 *
 * @returns the exit code.
 */
export async function main(): Promise<number> {
  const since = performance.now();
  try {
    const told = readEnv(process.env);
    const dataDir = resolve(told.dataDir ?? '.data');
    await mkdir(dataDir, { recursive: true });
    const running = await claimSite(dataDir, localUrl(told));
    if (running !== null) {
      console.error(`Evenkeel already runs at ${running.url} (pid ${running.pid})`);
      return 1;
    }
    try {
      if (!(await isPortFree(told.port, told.host))) {
        console.error(`Port ${told.port} is taken by another program; choose another: PORT=${told.port + 1} npm start`);
        return 1;
      }
      const sessionSecret = process.env.SESSION_SECRET ? told.sessionSecret : await rememberSessionSecret(dataDir);
      process.env.EVENKEEL_ACCOUNT_KEYS ||= await rememberAccountKeys(dataDir);
      const cards = await chooseCardProvider(told, dataDir, process.env);
      if (cards.note !== null) console.log(cards.note);
      return await runSite({ ...told, sessionSecret }, dataDir, cards, since);
    } finally {
      await releaseSite(dataDir);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
