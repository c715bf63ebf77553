import { stat } from 'node:fs/promises';
import { isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';

/** The command line was not used as it is meant to be: exit 2, with the verb's help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A day from the command line. @throws UsageError if it is none */
export function readDay(option: string, text: string): PlainDate {
  if (!isPlainDate(text)) throw new UsageError(`${option} must be a day like 2026-03-10, not "${text}".`);
  return text;
}

/** A path that must exist. @throws UsageError */
export async function requirePath(path: string | undefined, kind: 'file' | 'folder'): Promise<string> {
  if (path === undefined) throw new UsageError(`Which ${kind}?`);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`There is no ${kind} ${path}.`);
  if (found.isDirectory() !== (kind === 'folder')) throw new UsageError(`${path} is no ${kind}.`);
  return path;
}
