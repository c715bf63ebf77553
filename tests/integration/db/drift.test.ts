import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { diffFromSchema } from '../../support/schema-engine';

/**
 * Relations that the schema draws for reading and the database does not check: a foreign key costs 55 % of the speed of
 * COPY into these tables, whose rows are written by the close alone (docs/decisions/0003).
 */
const uncheckedInBulkTables = ['fact', 'line', 'hold', 'due_order', 'journal_entry'];

const isUncheckedRelation = (statement: string): boolean =>
  uncheckedInBulkTables.some((table) => statement.startsWith(`ALTER TABLE "${table}" ADD CONSTRAINT`)) &&
  statement.includes('FOREIGN KEY');

/** Foreign keys that the database has and the schema need not know: nothing is read along them. */
const checkedByDatabaseOnly = ['ALTER TABLE "payout" DROP CONSTRAINT "payout_shop_id_account_fkey"'];

let database: TestDatabase;

const findDrift = async (): Promise<string[]> =>
  (await diffFromSchema(database.url, 'prisma/schema')).filter(
    (statement) => !isUncheckedRelation(statement) && !checkedByDatabaseOnly.includes(statement),
  );

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(() => database.drop());

describe('the Prisma schema and the migrations', () => {
  it('make the same tables, columns, keys and indexes', async () => {
    expect(await findDrift()).toEqual([]);
  });

  it('would be caught apart', async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      'ALTER TABLE shop ADD COLUMN drifted bigint; ALTER TABLE shop ALTER COLUMN external_id TYPE varchar(9)',
    );
    await client.end();
    expect(await findDrift()).toEqual([
      'ALTER TABLE "shop" DROP COLUMN "drifted", ALTER COLUMN "external_id" SET DATA TYPE TEXT',
    ]);
  });
});
