import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '@/server/db/migrate';
import { openDatabase, removeDatabase } from '@/server/db/open-database';
import type { RoleUrls } from '@/server/db/roles';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the test server; its database is a migrated template that nobody writes to. */
    readonly testServerUrl: string;
    /** The same for the roles that own nothing. */
    readonly testRoleUrls: RoleUrls;
  }
}

/** One PostgreSQL for the whole run, in a folder of its own; each test copies the migrated template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'evenkeel-tests-'));
  // mkdtemp makes it for its owner only, and as root PostgreSQL runs under another account.
  await chmod(dataDir, 0o755);
  const database = await openDatabase({ dataDir, isDurable: false });
  const template = new URL(database.url);
  template.pathname = '/evenkeel_template';
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  await admin.query('CREATE DATABASE evenkeel_template');
  await admin.end();
  await migrateDatabase({ url: template.href, folder: 'prisma/migrations' });
  project.provide('testServerUrl', database.url);
  project.provide('testRoleUrls', database.roleUrls);
  return async () => {
    await database.stop();
    await removeDatabase(dataDir);
  };
}
