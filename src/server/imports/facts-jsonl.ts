import 'server-only';
import { createReadStream } from 'node:fs';
import { readFact } from '@/contracts/fact';
import type { FactRefusal, Incoming } from '@/domain/fact/recording';

/** What a file holds: facts, and lines that are none. Lines count from 1, blank ones included. */
export interface FactsFile {
  readonly facts: Incoming[];
  readonly unreadable: FactRefusal[];
}

const LONGEST_LINE = 4_000_000;
const BYTE_ORDER_MARK = '\uFEFF';

/** Lines of a text as it streams in, without their ends ("\n" or "\r\n"), the byte order mark dropped. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let isFirst = true;
  for await (const part of text) {
    let chunk = rest + part;
    if (isFirst && chunk.length > 0) {
      isFirst = false;
      if (chunk.startsWith(BYTE_ORDER_MARK)) chunk = chunk.slice(1);
    }
    const lines = chunk.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
    if (rest.length > LONGEST_LINE)
      throw new Error('a line is longer than 4 MB: is this a file of facts, one JSON object per line?');
  }
  if (rest !== '') yield rest.endsWith('\r') ? rest.slice(0, -1) : rest;
}

function parseLine(line: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(line) as unknown };
  } catch {
    return null;
  }
}

/**
 * Reads facts, one JSON object per line (R2). Blank lines are passed over.
 * @param text the file as it streams in
 */
export async function readFactLines(text: AsyncIterable<string>): Promise<FactsFile> {
  const file: FactsFile = { facts: [], unreadable: [] };
  let line = 0;
  for await (const content of linesOf(text)) {
    line += 1;
    if (content.trim() === '') continue;
    const parsed = parseLine(content);
    if (parsed === null) {
      file.unreadable.push({
        line,
        field: '',
        reason: 'is not JSON; write one fact per line, like {"id": ..., "shop": ...}',
      });
      continue;
    }
    const read = readFact(parsed.value, 'file');
    if (read.ok) file.facts.push({ line, fact: read.value });
    else file.unreadable.push({ line, ...read.refusal });
  }
  return file;
}

/** Reads a facts file. @throws if it cannot be opened */
export function readFactsFile(path: string): Promise<FactsFile> {
  return readFactLines(createReadStream(path, { encoding: 'utf8' }));
}
