import type { ParseArgsConfig } from 'node:util';
import type { Database } from '@/server/db/database';

/** What a verb was called with. */
export interface Call {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** What a verb came to: one JSON value for stdout, and whether that is a success (exit 0) or not (exit 1). */
export interface Outcome {
  /** Written as it is if it is text, piece by piece if it streams, as JSON otherwise. */
  readonly summary: unknown;
  readonly ok: boolean;
}

/** Streams JSON that is too large to hold. */
export interface StreamedJson {
  readonly pieces: AsyncIterable<string>;
}

/** A verb as help lists it. */
export interface ListedVerb {
  /** The words that name it, like "import facts". */
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Verb>;
}

/** What one verb of the command line does. */
export interface Verb {
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Checks the call before anything is opened. @throws UsageError */
  readonly prepare: (call: Call) => Promise<(database: Database, say: (message: string) => void) => Promise<Outcome>>;
}
