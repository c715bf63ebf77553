import 'server-only';
import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

const CHUNK_CHARACTERS = 1 << 18;
const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Free text as a field of COPY's text format. Numbers, days and codes need no such care. */
export function copyText(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? found) : text;
}

/** The null of COPY's text format. */
export const COPY_NULL = '\\N';

/** Free text or null. */
export function copyOptional(text: string | null): string {
  return text === null ? COPY_NULL : copyText(text);
}

/**
 * Writes rows by COPY, in the caller's transaction. Text format: measured here it is as fast as binary, and half the code.
 * @param columns of the table, in the order of the fields of each row
 * @param rows each a whole line of COPY's text format, tabs between fields, without the line break
 * @returns the number of rows written
 */
export async function copyIn(
  connection: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<string>,
): Promise<number> {
  let chunk = '';
  let count = 0;
  const iterator = rows[Symbol.iterator]();
  let next = iterator.next();
  if (next.done === true) return 0;
  const stream = connection.query(
    copyFrom(`COPY "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) FROM STDIN`),
  );
  const finished = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    // Not once: a connection that is cut reports it twice, and an error without a listener would end the process.
    stream.on('error', reject);
  });
  // Awaited at the end; a failure before that must not count as unheard.
  finished.catch(() => undefined);
  for (; next.done !== true; next = iterator.next()) {
    chunk += `${next.value}\n`;
    count += 1;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), finished]);
    chunk = '';
  }
  stream.end(chunk);
  await finished;
  return count;
}

const UNESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' };

/** A field of COPY's text format as text; null for \N. */
export function readCopied(field: string): string | null {
  if (!field.includes('\\')) return field;
  if (field === COPY_NULL) return null;
  return field.replace(/\\(.)/g, (_all, letter: string) => UNESCAPES[letter] ?? letter);
}

/**
 * Reads a query by COPY: five times as fast as Prisma, and no row is held but by the caller.
 * @param query without parameters: literals must come from numbers, days, or escapeLiteral
 * @param onRow gets the fields of a row as they are on the wire; `readCopied` turns free text and nulls
 */
export async function copyOut(
  connection: PoolClient,
  query: string,
  onRow: (fields: readonly string[]) => void,
): Promise<number> {
  const stream = connection.query(copyTo(`COPY (${query}) TO STDOUT`));
  stream.setEncoding('utf8');
  let rest = '';
  let count = 0;
  for await (const part of stream as AsyncIterable<string>) {
    const text = rest + part;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      onRow(text.slice(start, end).split('\t'));
      start = end + 1;
      count += 1;
    }
    rest = text.slice(start);
  }
  return count;
}
