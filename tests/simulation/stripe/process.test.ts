import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { createBlankDatabase } from '../../support/database';
import { charge, sdkFor } from './simulated';

const PROGRAM = ['--conditions=react-server', '--import', 'tsx', 'src/simulators/stripe/main.ts'];

interface Run {
  readonly child: ChildProcess;
  /** All that it wrote. */
  readonly text: () => string;
  /** Resolves with its exit code, null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

function run(variables: Readonly<Record<string, string>>): Run {
  const child = spawn(process.execPath, PROGRAM, {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      written += piece;
    });
  }
  return { child, text: () => written, ended: once(child, 'close').then(([code]) => code as number | null) };
}

/** A port that was free a moment ago: the program needs one with a number. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('the program: killed and started again it knows its charges; a second one finds the port taken', async () => {
  const database = await createBlankDatabase();
  const port = await freePort();
  const variables = { DATABASE_URL: database.url, STRIPE_SIMULATOR_PORT: String(port), STRIPE_WEBHOOK_URL: '' };
  const stripe = sdkFor(`http://127.0.0.1:${port}`);
  const first = run(variables);
  let last = first;
  try {
    await expect.poll(first.text, { timeout: 20_000 }).toContain(`answers at http://127.0.0.1:${port}`);
    const { id } = await charge(stripe, 'pm_card_visa', {}, { idempotencyKey: 'key' });
    const second = run(variables);
    expect([await second.ended, second.text()]).toEqual([1, expect.stringContaining('STRIPE_SIMULATOR_PORT')]);
    first.child.kill('SIGKILL');
    expect(await first.ended).toBeNull();
    last = run(variables);
    await expect.poll(last.text, { timeout: 20_000 }).toContain('answers at');
    expect((await charge(sdkFor(`http://127.0.0.1:${port}`), 'pm_card_visa', {}, { idempotencyKey: 'key' })).id).toBe(
      id,
    );
    expect(last.text()).not.toContain('4242');
    last.child.kill('SIGTERM');
    expect(await last.ended).toBe(0);
  } finally {
    last.child.kill('SIGKILL');
    await last.ended;
    await database.drop();
  }
}, 60_000);
