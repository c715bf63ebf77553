import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';
import { machineTime } from './clock';
import { env } from './env';
import { newReference } from './ids';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What work is done for: on every line that is written meanwhile. */
export interface LogContext {
  /** Made for each request, or taken over from the proxy before the site. */
  readonly request?: string;
  /** One action, job or webhook. */
  readonly command?: string;
  /** A person's key: never a name or an address. */
  readonly person?: string;
  readonly task?: string;
}

/** What an error may say in a log: what it is and where it was thrown. Its message may carry a value, so it stays out. */
interface LoggedError {
  readonly name: string;
  /** SQLSTATE, or Node's own code. */
  readonly code?: string;
  /** Table and constraint that PostgreSQL names: parts of the schema, not of a row. */
  readonly table?: string;
  readonly constraint?: string;
  readonly at: readonly string[];
}

/** All that a line may say. A closed list: nothing that could name a person or show a payment has a place in it. */
export interface LogFields {
  readonly name?: string;
  /** The shop's number. */
  readonly shop?: number | null;
  readonly run?: number;
  readonly day?: string;
  readonly kind?: string;
  readonly route?: string;
  readonly ms?: number;
  readonly outcome?: string;
  readonly count?: number;
  readonly worker?: string;
  readonly signal?: string;
  /** Of an error page: what the person reads there. */
  readonly digest?: string;
  readonly reference?: string;
  /** Of the seals: a hash, a day, a count. */
  readonly head?: string | null;
}

interface Sink {
  readonly write: (line: string) => void;
}

interface Kept {
  evenkeelLog?: { readonly contexts: AsyncLocalStorage<LogContext>; sink: Sink };
}

// Kept on the process: Next bundles this module more than once, and all of them are one log.
const kept = globalThis as Kept;
kept.evenkeelLog ??= {
  contexts: new AsyncLocalStorage(),
  sink: { write: (line) => void process.stdout.write(line) },
};
const state = kept.evenkeelLog;

let made: pino.Logger | undefined;

function logger(): pino.Logger {
  made ??= pino(
    {
      base: null,
      level: env().logLevel,
      timestamp: () => `,"time":"${machineTime()}"`,
      formatters: { level: (level) => ({ level }) },
      mixin: () => ({ ...state.contexts.getStore() }),
    },
    { write: (line: string) => state.sink.write(line) },
  );
  return made;
}

/** Sends lines elsewhere: the command line's own answers are on stdout; tests read them. */
export function logTo(sink: Sink): void {
  state.sink = sink;
}

/**
 * Writes one line of JSON: time, level, what for, and what happened.
 * @param message a constant: what varies has its field
 * @example log('info', 'job done', { name: 'send-mails', count: 3, ms: 41 });
 */
export function log(level: LogLevel, message: string, fields: LogFields = {}): void {
  logger()[level](fields, message);
}

/** What the work that runs now is done for; empty outside of any. */
export function logContext(): LogContext {
  return state.contexts.getStore() ?? {};
}

/** Runs work whose lines say what it is done for, beside what the work around it says. */
export function withLogContext<Value>(context: LogContext, work: () => Value): Value {
  return state.contexts.run({ ...logContext(), ...context }, work);
}

function textOf(error: object, key: string): string | undefined {
  const value = (error as Record<string, unknown>)[key];
  return typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? value : undefined;
}

/** Where an error was thrown: function and line, without folders of the machine. */
function framesOf(error: Error): readonly string[] {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const MOST = 8;
  return frames.slice(0, MOST).map((line) => line.trim().replace(/(?:file:\/\/)?\/[^\s()]*\/(?=[^/\s()]+\)?$)/, ''));
}

/** An error without its message. */
export function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const parts = {
    code: textOf(error, 'code'),
    table: textOf(error, 'table'),
    constraint: textOf(error, 'constraint'),
  };
  const known = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return { name: textOf(error, 'name') ?? 'Error', ...known, at: framesOf(error) };
}

/** Whether PostgreSQL refused something, and not our own code. */
export function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && /^[0-9A-Z]{5}$/.test(textOf(error, 'code') ?? '');
}

/** Whether the database itself is at fault, and nothing that it was asked: cut off, shutting down, out of room. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = textOf(error, 'code') ?? '';
  return /^(?:08|53|57|58)[0-9A-Z]{3}$|^E[A-Z]+$/.test(code) || error.message.startsWith('Connection terminated');
}

/**
 * Writes why something failed, and gives it a reference that pages and tables can show instead.
 * @returns eight characters, such as "7K2M9QXA"
 */
export function logError(message: string, error: unknown, fields: LogFields = {}): string {
  const reference = newReference();
  logger().error({ ...fields, reference, error: describeError(error) }, message);
  return reference;
}
