import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { RoleUrls } from '@/server/db/roles';

/** A database of one test's own. */
export interface TestDatabase {
  /** Connection string of the role that owns the schema. */
  readonly url: string;
  /** Connection strings of the roles that own nothing, each with a password of its own. */
  readonly roleUrls: RoleUrls;
  /** Removes it; whoever is still connected is cut off. */
  readonly drop: () => Promise<void>;
}

let connected: Promise<Client> | undefined;

/** One connection for all databases of a file: to log in twice for every test would take as long as to copy its database. */
async function connectToServer(): Promise<Client> {
  const client = new Client({ connectionString: inject('testServerUrl') });
  // It is cut off when the server stops, which is after the last test.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function onServer(sql: string): Promise<void> {
  connected ??= connectToServer();
  await (await connected).query(sql);
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // Nothing of these databases outlives a crash, so their copies need not pass through the log.
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const within = (server: string): string => {
    const url = new URL(server);
    url.pathname = `/${name}`;
    return url.href;
  };
  const { evenkeel_app, evenkeel_worker, evenkeel_ops } = inject('testRoleUrls');
  return {
    url: within(inject('testServerUrl')),
    roleUrls: {
      evenkeel_app: within(evenkeel_app),
      evenkeel_worker: within(evenkeel_worker),
      evenkeel_ops: within(evenkeel_ops),
    },
    drop: () => dropDatabase(name),
  };
}

/**
 * Cuts off our own sessions only, then drops. WITH (FORCE) would also want to end an autovacuum worker, which a role that is no superuser
 * may not; a plain DROP sends the worker away by itself.
 */
async function dropDatabase(name: string): Promise<void> {
  await onServer(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND usename LIKE 'evenkeel%'`,
  );
  await onServer(`DROP DATABASE IF EXISTS ${name}`);
}

/** A fresh copy of the migrated, empty database: about 30 ms, so every test can have its own. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase('evenkeel_template');
}

/** A database without any table, for tests of the migrations themselves. */
export function createBlankDatabase(): Promise<TestDatabase> {
  return createDatabase('template0');
}
