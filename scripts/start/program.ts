import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { watchOverChild } from '@/server/db/embedded/watchdog';

const STOP_TIMEOUT_MS = 6_000;

/** A program that runs beside us and ends with us, however we end. */
export interface Program {
  /** Resolves with the reason when it ends. */
  readonly ended: Promise<string>;
  /** Asks it to end, and ends it where it does not. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/** What to run. */
export interface ProgramOptions {
  /** What it is, in messages: "the web server". */
  readonly name: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** File that takes what it prints; its errors are shown. */
  readonly log: string;
}

/** Starts a Node program as a child that a watchdog ends after our death. */
export function startProgram({ name, args, env, log }: ProgramOptions): Program {
  const out = openSync(log, 'a', 0o600);
  const child = spawn(process.execPath, args, { stdio: ['ignore', out, 'inherit'], env });
  closeSync(out);
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`${name} could not be started: ${error.message}`));
    child.on('exit', (code, signal) => resolve(`${name} ended with ${code ?? signal}`));
  });
  const cancelWatch = child.pid === undefined ? () => undefined : watchOverChild(child.pid);
  void ended.finally(cancelWatch);
  return { ended, stop: () => stopChild(child, ended) };
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timeout = new AbortController();
  const late = delay(STOP_TIMEOUT_MS, 'late', { signal: timeout.signal }).catch(() => 'in time');
  if ((await Promise.race([ended, late])) === 'late') {
    child.kill('SIGKILL');
    await ended;
  }
  timeout.abort();
}
