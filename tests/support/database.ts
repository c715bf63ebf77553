import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

/** A database of one test's own. */
export interface TestDatabase {
  /** Connection string of the role that owns the schema. */
  readonly url: string;
  /** Removes it; whoever is still connected is cut off. */
  readonly drop: () => Promise<void>;
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: inject('testServerUrl') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(inject('testServerUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(name) };
}

/**
 * Cuts off our own sessions only, then drops. WITH (FORCE) would also want to end an autovacuum worker, which a role that is no superuser
 * may not; a plain DROP sends the worker away by itself.
 */
async function dropDatabase(name: string): Promise<void> {
  await onServer(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND usename = current_user`,
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
