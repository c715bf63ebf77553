import { test as base, expect } from 'vitest';
import { readFact } from '@/contracts/fact';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import type { Incoming } from '@/domain/fact/recording';
import { type CloseDayResult, closeDays } from '@/server/commands/close-day';
import { type RecordFactsResult, recordFacts } from '@/server/commands/record-facts';
import { verifyBooks } from '@/server/commands/verify-books';
import { connectDatabase, type Database } from '@/server/db/database';
import type { RoleUrls } from '@/server/db/roles';
import { exportBooks } from '@/server/exports/books';
import { createTestDatabase, type TestDatabase } from './database';
import type { WireFact } from './facts';

/** A statement as `books` shows it. */
interface ShownStatement {
  readonly day: string;
  readonly kind: string;
  readonly settlement: string;
  readonly payable: string;
  readonly open: string;
  readonly status: string;
  readonly pendingReason: string | null;
}

/** One shop as `books` shows it. */
export interface ShownShop {
  readonly statements: readonly ShownStatement[];
  readonly payouts: readonly { readonly initiatedOn: string; readonly amount: string; readonly status: string }[];
  readonly balance: Readonly<Record<string, string>>;
  readonly reserveLevel: number;
  readonly settlementTier: string;
  readonly measures: readonly { readonly measure: string }[];
}

/** Books in a database of the test's own. */
export interface TestBooks {
  readonly url: string;
  /** The same for the roles that own nothing, which log in. */
  readonly roleUrls: RoleUrls;
  readonly database: Database;
  /** Records facts as a test writes them, of any type; ids are made where there are none. */
  readonly record: (wires: readonly WireFact[], options?: RecordOptions) => Promise<RecordFactsResult>;
  readonly close: (through: string, shop?: string) => Promise<CloseDayResult>;
  /** What the command line's `books` shows of every shop. */
  readonly show: (asOf?: string) => Promise<Readonly<Record<string, ShownShop>>>;
  /** Runs SQL as the owner of the schema. */
  readonly sql: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** Tells that this test breaks the books on purpose: they are not verified after it. */
  readonly breaksThem: () => void;
}

interface RecordOptions {
  readonly shop?: string;
  readonly isAtomic?: boolean;
}

const RECORDED_AT = instant('2026-01-01T00:00:00Z');

/** Reads wire facts as commands do; a test that means to write a wrong one reads it by itself. */
export function incoming(wires: readonly WireFact[], shop = 'ivy'): Incoming[] {
  return wires.map((wire, index) => {
    const id = `fact-${(index + 1).toString().padStart(4, '0')}`;
    const read = readFact({ id, shop, ...wire }, 'command');
    if (!read.ok) throw new Error(`line ${index + 1}: ${read.refusal.field} ${read.refusal.reason}`);
    return { line: index + 1, fact: read.value };
  });
}

/** Records facts of a shop, all of them or none unless told otherwise. */
export function recordWires(
  database: Database,
  wires: readonly WireFact[],
  { shop = 'ivy', isAtomic = true }: RecordOptions = {},
): Promise<RecordFactsResult> {
  return recordFacts(database, { facts: incoming(wires, shop), isAtomic, recordedAt: RECORDED_AT });
}

async function readAll(pieces: AsyncIterable<string> | null): Promise<string> {
  let text = '';
  for await (const piece of pieces ?? []) text += piece;
  return text;
}

function openBooks({ url, roleUrls }: TestDatabase, database: Database, breaksThem: () => void): TestBooks {
  return {
    url,
    roleUrls,
    database,
    breaksThem,
    record: (wires, options) => recordWires(database, wires, options),
    close: (through, shop) => closeDays(database, { through: plainDate(through), shop: shop ?? null }),
    show: async (asOf) => {
      const day = asOf === undefined ? null : plainDate(asOf);
      const text = await readAll(await exportBooks(database, { shop: null, asOf: day }));
      return JSON.parse(text) as Record<string, ShownShop>;
    },
    sql: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await database.pool.query<Row>(text, [...values]);
      return rows;
    },
  };
}

/** A test with books of its own, on real PostgreSQL. After it, every invariant must hold and every replay agree. */
export const test = base.extend<{ readonly books: TestBooks }>({
  // Vitest reads from the pattern which fixtures this one needs: none.
  // biome-ignore lint/correctness/noEmptyPattern: the pattern is how vitest is told
  books: async ({}, use) => {
    const home = await createTestDatabase();
    const database = connectDatabase(home.url, 6);
    let isBroken = false;
    try {
      await use(
        openBooks(home, database, () => {
          isBroken = true;
        }),
      );
      if (!isBroken) expect(await verifyBooks(database), 'invariants after the test').toEqual([]);
    } finally {
      await database.close();
      await home.drop();
    }
  },
});
