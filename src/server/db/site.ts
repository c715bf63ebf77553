import 'server-only';
import { env } from '../env';
import { connectDatabase, type Database } from './database';
import { connectPrisma, type PrismaClient } from './prisma';

/** Small: it reads who asks, once a request. */
const PRISMA_CONNECTIONS = 4;

/** Kept on the process: a development server loads this module again with every change. */
const kept = globalThis as { evenkeelDatabase?: Database; evenkeelPrisma?: PrismaClient };

/**
 * The books as the site's pages and actions reach them: one pool per process.
 * @throws Error where DATABASE_URL is missing; `npm start` sets it, also for the embedded database
 */
export function siteDatabase(): Database {
  const url = siteUrl();
  kept.evenkeelDatabase ??= connectDatabase(url);
  return kept.evenkeelDatabase;
}

/** Prisma on the same books: for reads that follow relations, such as a person's seller and shops. */
export function sitePrisma(): PrismaClient {
  kept.evenkeelPrisma ??= connectPrisma(siteUrl(), PRISMA_CONNECTIONS);
  return kept.evenkeelPrisma;
}

function siteUrl(): string {
  const url = env().databaseUrl;
  if (url === undefined) throw new Error('DATABASE_URL is not set: start the site with npm start');
  return url;
}
