import type { TestBooks } from './books';

/** Whatever may stand between the digits of a card number: blanks, hyphens, dots, and how forms write a blank. */
const BETWEEN_DIGITS = /(?<=\d)(?:%20|%2D|\\n|[\s.+_-])+(?=\d)/gi;

/** The numbers that a text holds, written in groups or without; only their last four digits are named. */
export function numbersIn(text: string, numbers: readonly string[]): readonly string[] {
  const joined = text.replace(BETWEEN_DIGITS, '');
  return numbers
    .filter((number) => text.includes(number) || joined.includes(number))
    .map((number) => `...${number.slice(-4)}`);
}

/** Every row of every table of every schema, each table as JSON under its name: what a dump of the database holds. */
export async function dumpOf(books: TestBooks): Promise<ReadonlyMap<string, string>> {
  const tables = await books.sql<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1`,
  );
  const dump = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await books.sql<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${name} t`);
    dump.set(name, rows.map(({ row }) => row).join('\n'));
  }
  return dump;
}
