import { afterAll, beforeAll } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { connectDatabase, type Database } from '@/server/db/database';
import { seedDemo } from '@/server/demo/seed-demo';
import { createTestDatabase, type TestDatabase } from './database';

/** The demo sellers on the day on which the demo begins. */
export interface DemoSellers {
  readonly database: Database;
  readonly shop: (externalId: string) => Promise<{
    readonly id: number;
    readonly externalId: string;
    readonly marketplace: string;
    readonly today: ReturnType<typeof plainDate>;
  }>;
}

/** Makes the demo sellers once for the tests of a `describe`, which only read them. */
export function demoSellers(): DemoSellers {
  const opened: { home?: TestDatabase; database?: Database } = {};
  const database = (): Database => {
    if (opened.database === undefined) throw new Error('The demo is made before the first test, not earlier');
    return opened.database;
  };
  beforeAll(async () => {
    opened.home = await createTestDatabase();
    opened.database = connectDatabase(opened.home.url, 4);
    await seedDemo(opened.database);
  });
  afterAll(async () => {
    await opened.database?.close();
    await opened.home?.drop();
  });
  return {
    get database() {
      return database();
    },
    shop: async (externalId) => {
      const { rows } = await database().pool.query<{ id: number }>('SELECT id FROM shop WHERE external_id = $1', [
        externalId,
      ]);
      return { id: rows[0]?.id ?? 0, externalId, marketplace: 'us', today: plainDate('2026-03-14') };
    },
  };
}
