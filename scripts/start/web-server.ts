import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Env } from '@/server/env';
import { type Program, startProgram } from './program';
import type { SiteEnvironment } from './site-environment';

const POLL_MS = 50;
const ANSWER_TIMEOUT_MS = 60_000;

/** The address at which a browser on this machine finds the site. */
export function localUrl(env: Env): string {
  return `http://localhost:${env.port}`;
}

/**
 * Starts `next start` and waits until it answers.
 *
 * @throws Error where it ends instead.
 */
export async function startWebServer(env: Env, variables: SiteEnvironment): Promise<Program> {
  const next = join('node_modules', 'next', 'dist', 'bin', 'next');
  const server = startProgram({
    name: 'the web server',
    args: [next, 'start', '--port', String(env.port), '--hostname', env.host],
    env: variables,
    // Next's own banner and request lines go to a file: the terminal has one line, the address. Errors are shown.
    log: join(variables.EVENKEEL_DATA_DIR, 'site.log'),
  });
  const host = env.host === '0.0.0.0' ? '127.0.0.1' : env.host;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${env.port}/`;
  const failure = await Promise.race([waitForAnswer('the web server', url), server.ended]);
  if (failure !== null) {
    await server.stop();
    throw new Error(failure);
  }
  return server;
}

/** Null when something answers at the address; the reason when nothing does for a minute. */
export async function waitForAnswer(name: string, url: string): Promise<string | null> {
  const until = performance.now() + ANSWER_TIMEOUT_MS;
  while (performance.now() < until) {
    try {
      await fetch(url, { redirect: 'manual' });
      return null;
    } catch {
      await delay(POLL_MS);
    }
  }
  return `${name} does not answer at ${url}`;
}
