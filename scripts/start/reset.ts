import { resolve } from 'node:path';
import { removeDatabase } from '@/server/db/open-database';
import { readEnv } from '@/server/env';
import { findSite } from './site-record';

/**
 * `npm run reset`: removes the data folder, the embedded database in it included.
 *
 * @returns the exit code: 1 while the site or a command uses it.
 */
export async function reset(): Promise<number> {
  try {
    const env = readEnv(process.env);
    const dataDir = resolve(env.dataDir ?? '.data');
    const site = await findSite(dataDir);
    if (site !== null) {
      console.error(`Evenkeel runs at ${site.url} (pid ${site.pid}); stop it first, then reset.`);
      return 1;
    }
    await removeDatabase(dataDir);
    console.log(`Removed ${dataDir}; npm start begins anew.`);
    if (env.databaseUrl !== undefined) console.log('The database that DATABASE_URL names was left as it is.');
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
