import 'server-only';
import { env } from '../env';
import { connectDatabase, type Database } from './database';

/** Kept on the process: a development server loads this module again with every change. */
const kept = globalThis as { evenkeelDatabase?: Database };

/**
 * The books as the site's pages and actions reach them: one pool per process.
 * @throws Error where DATABASE_URL is missing; `npm start` sets it, also for the embedded database
 */
export function siteDatabase(): Database {
  const url = env().databaseUrl;
  if (url === undefined) throw new Error('DATABASE_URL is not set: start the site with npm start');
  kept.evenkeelDatabase ??= connectDatabase(url);
  return kept.evenkeelDatabase;
}
