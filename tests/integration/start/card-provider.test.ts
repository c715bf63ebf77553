import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFreePort } from '@/server/db/embedded/cluster';
import { readEnv } from '@/server/env';
import { writeSimulatorPort } from '@/server/remembered';
import { chooseCardProvider } from '../../../scripts/start/card-provider';

let dataDir: string;
const servers: Server[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'evenkeel-start-'));
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  await rm(dataDir, { recursive: true, force: true });
});

/** Another program on a port. */
async function take(port: number): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return port;
}

const choose = (told: Record<string, string>) => chooseCardProvider(readEnv(told), dataDir, told as NodeJS.ProcessEnv);

describe('who charges the cards of a site', () => {
  it('is a simulator that the site brings up, with a secret that is remembered', async () => {
    const told = { PORT: '3999', STRIPE_SIMULATOR_PORT: String(await findFreePort()) };
    const first = await choose(told);
    const port = told.STRIPE_SIMULATOR_PORT;
    expect(first.variables).toEqual({
      STRIPE_API_BASE: `http://127.0.0.1:${port}`,
      STRIPE_WEBHOOK_SECRET: expect.stringMatching(/^whsec_demo_[0-9a-f]{48}$/),
    });
    expect(first.simulator?.variables).toEqual({
      STRIPE_SIMULATOR_PORT: port,
      STRIPE_WEBHOOK_URL: 'http://127.0.0.1:3999/api/stripe/webhook',
      STRIPE_WEBHOOK_SECRET: first.variables['STRIPE_WEBHOOK_SECRET'],
    });
    expect((await choose(told)).variables).toEqual(first.variables);
  });

  it('is Stripe itself where there is a key: no simulator', async () => {
    expect(await choose({ STRIPE_SECRET_KEY: 'sk_test_key' })).toEqual({ variables: {}, simulator: null, note: null });
  });

  it('is the simulator that somebody else runs where its address is set: no second one', async () => {
    const told = { STRIPE_API_BASE: 'http://127.0.0.1:12111' };
    expect(await choose(told)).toEqual({ variables: {}, simulator: null, note: null });
  });

  it('signs with the secret that was set', async () => {
    const told = { STRIPE_WEBHOOK_SECRET: 'whsec_mine', STRIPE_SIMULATOR_PORT: String(await findFreePort()) };
    const { variables, simulator } = await choose(told);
    expect([variables, simulator?.variables].map((each) => each?.['STRIPE_WEBHOOK_SECRET'])).toEqual([
      'whsec_mine',
      'whsec_mine',
    ]);
  });

  it('keeps the port that it had, so that pages which wait for a payer stay where they are', async () => {
    const port = await findFreePort();
    await writeSimulatorPort(dataDir, port);
    expect((await choose({})).simulator?.port).toBe(port);
  });

  it('takes a free port where its own is taken, and says so', async () => {
    const taken = await take(await findFreePort());
    await writeSimulatorPort(dataDir, taken);
    const { simulator, note } = await choose({});
    expect(simulator?.port).not.toBe(taken);
    expect(note).toBe(
      `Port ${taken} is taken by another program: the Stripe simulator listens on ${simulator?.port ?? 0}`,
    );
    expect((await choose({})).note).toBeNull();
  });

  it('does not take the port of the site itself', async () => {
    const port = await findFreePort();
    await writeSimulatorPort(dataDir, port);
    expect((await choose({ PORT: String(port) })).simulator?.port).not.toBe(port);
  });

  it('is refused a port that was asked for and is taken', async () => {
    const taken = await take(await findFreePort());
    await expect(choose({ STRIPE_SIMULATOR_PORT: String(taken) })).rejects.toThrow(
      `Port ${taken} is taken by another program; choose another for the Stripe simulator: STRIPE_SIMULATOR_PORT=${taken + 1} npm start`,
    );
  });
});
