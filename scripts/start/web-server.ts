import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { watchOverChild } from '@/server/db/embedded/watchdog';
import type { Env } from '@/server/env';

const POLL_MS = 50;
const ANSWER_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

/** The running Next server. */
export interface WebServer {
  /** Resolves with the reason when it ends by itself. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** The address at which a browser on this machine finds the site. */
export function localUrl(env: Env): string {
  return `http://localhost:${env.port}`;
}

/**
 * Starts `next start` and waits until it answers.
 *
 * @throws Error where it ends instead.
 */
export async function startWebServer(env: Env, databaseUrl: string, dataDir: string): Promise<WebServer> {
  // Next's own banner and request lines go to a file: the terminal has one line, the address. Errors are shown.
  const log = openSync(join(dataDir, 'site.log'), 'a', 0o600);
  const next = join('node_modules', 'next', 'dist', 'bin', 'next');
  const child = spawn(process.execPath, [next, 'start', '--port', String(env.port), '--hostname', env.host], {
    stdio: ['ignore', log, 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(env.port),
      DATABASE_URL: databaseUrl,
      EVENKEEL_DATA_DIR: dataDir,
      EVENKEEL_MODE: env.mode,
      APP_ORIGIN: env.appOrigin,
      SESSION_SECRET: env.sessionSecret,
    },
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(`the web server ended with ${code ?? signal}`));
  });
  const cancelWatch = child.pid === undefined ? () => undefined : watchOverChild(child.pid);
  const stop = (): Promise<void> => stopChild(child, ended).finally(cancelWatch);
  const failure = await Promise.race([waitForAnswer(env), ended]);
  if (failure !== null) {
    await stop();
    throw new Error(failure);
  }
  return { ended, stop };
}

/** Null when the site answers; the reason when it does not. */
async function waitForAnswer(env: Env): Promise<string | null> {
  const host = env.host === '0.0.0.0' ? '127.0.0.1' : env.host;
  const until = performance.now() + ANSWER_TIMEOUT_MS;
  while (performance.now() < until) {
    try {
      await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${env.port}/`, { redirect: 'manual' });
      return null;
    } catch {
      await delay(POLL_MS);
    }
  }
  return `the web server does not answer on port ${env.port}`;
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timeout = new AbortController();
  const late = delay(STOP_TIMEOUT_MS, 'late', { signal: timeout.signal }).catch(() => 'in time');
  if ((await Promise.race([ended, late])) === 'late') {
    child.kill('SIGKILL');
    await ended;
  }
  timeout.abort();
}
