import 'server-only';
import { env } from '../env';
import { connectDatabase, type Database } from './database';
import { connectPrisma, type PrismaClient } from './prisma';
import { type DatabaseRole, roleUrls } from './roles';

/** Small: Prisma reads who asks, once a request. */
const PRISMA_CONNECTIONS = 4;

/** Kept on the process: a development server loads this module again with every change. */
const kept = globalThis as { evenkeelDatabases?: Map<DatabaseRole, Database>; evenkeelPrisma?: PrismaClient };

/**
 * The books as the site reaches them in a role, without a scope: one pool per process and role. Pages and actions take `sellerDatabase` or
 * `systemDatabase`.
 * @throws Error where DATABASE_URL is missing; `npm start` sets it, also for the embedded database
 */
export function siteDatabase(role: DatabaseRole): Database {
  kept.evenkeelDatabases ??= new Map();
  const open = kept.evenkeelDatabases.get(role) ?? connectDatabase(urlOf(role));
  kept.evenkeelDatabases.set(role, open);
  return open;
}

/** Every shop and every seller: for the worker's work, webhooks, sign-in and the test clock, which serve nobody in particular. */
export function systemDatabase(): Database {
  return siteDatabase('evenkeel_worker');
}

/** Prisma on the same: for reads that follow relations, such as a person's seller and shops. */
export function systemPrisma(): PrismaClient {
  kept.evenkeelPrisma ??= connectPrisma(urlOf('evenkeel_worker'), PRISMA_CONNECTIONS);
  return kept.evenkeelPrisma;
}

/** Ends the site's connections: for tests, which have a database each. */
export async function closeSiteDatabases(): Promise<void> {
  await Promise.all([...(kept.evenkeelDatabases?.values() ?? [])].map((database) => database.close()));
  await kept.evenkeelPrisma?.$disconnect();
  delete kept.evenkeelDatabases;
  delete kept.evenkeelPrisma;
}

function urlOf(role: DatabaseRole): string {
  const { databaseUrl, roleUrls: told } = env();
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set: start the site with npm start');
  return roleUrls(databaseUrl, told)[role];
}
