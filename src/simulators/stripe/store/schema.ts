import type { Pool } from 'pg';

/** What the simulator keeps, in a schema of its own: the site's tables are none of its business. */
const TABLES = `
CREATE SCHEMA IF NOT EXISTS stripe_simulator;
CREATE TABLE IF NOT EXISTS stripe_simulator.object (
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  id text PRIMARY KEY,
  account text NOT NULL,
  kind text NOT NULL,
  created bigint NOT NULL,
  data jsonb NOT NULL,
  hidden jsonb NOT NULL DEFAULT '{}',
  is_deleted boolean NOT NULL DEFAULT false
);
CREATE INDEX IF NOT EXISTS object_kind ON stripe_simulator.object (account, kind, seq);
CREATE INDEX IF NOT EXISTS object_customer ON stripe_simulator.object (account, kind, (data->>'customer'), seq);
CREATE INDEX IF NOT EXISTS object_payment ON stripe_simulator.object (account, kind, (data->>'payment_intent'), seq);
CREATE INDEX IF NOT EXISTS object_charge ON stripe_simulator.object (account, kind, (data->>'charge'), seq);
CREATE TABLE IF NOT EXISTS stripe_simulator.idempotency (
  account text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  request_id text NOT NULL,
  owner text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  status integer,
  body text,
  PRIMARY KEY (account, key)
);
CREATE TABLE IF NOT EXISTS stripe_simulator.delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event text NOT NULL REFERENCES stripe_simulator.object (id),
  place bigint NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'given-up', 'lost')),
  attempts integer NOT NULL DEFAULT 0,
  answer text
);
CREATE INDEX IF NOT EXISTS delivery_due ON stripe_simulator.delivery (due_at) WHERE state = 'waiting';
CREATE TABLE IF NOT EXISTS stripe_simulator.task (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text NOT NULL,
  kind text NOT NULL,
  object text NOT NULL,
  due_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS task_due ON stripe_simulator.task (due_at);
CREATE TABLE IF NOT EXISTS stripe_simulator.fault (
  name text PRIMARY KEY,
  millis integer NOT NULL,
  cuts boolean NOT NULL,
  times_left integer
);
`;

/** Any number of our own: of two simulators that start on one database, one makes the tables. */
const LOCK = 712_111;

/** Makes the tables where they are not there yet. */
export async function ensureTables(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(TABLES);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
