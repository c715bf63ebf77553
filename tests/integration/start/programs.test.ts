import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isPidAlive } from '@/server/db/embedded/process-identity';

/** Says its number, and stays until it is asked to end. */
const CHILD = `console.log(process.pid); setInterval(() => {}, 1000);`;
const STUBBORN = `process.on('SIGTERM', () => {}); ${CHILD}`;
const PATIENCE = { timeout: 15_000, interval: 50 };

let folder: string;
let keeper: ChildProcess;
let said = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-programs-'));
});

afterEach(async () => {
  for (const pid of [keeper.pid, ...(await pids())]) {
    if (pid !== undefined && isPidAlive(pid)) process.kill(pid, 'SIGKILL');
  }
  await rm(folder, { recursive: true, force: true });
});

async function keep(script: string): Promise<void> {
  await writeFile(join(folder, 'child.mjs'), script);
  said = '';
  const args = ['--import', 'tsx', 'tests/support/program-keeper.ts', join(folder, 'child.mjs'), join(folder, 'log')];
  keeper = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  keeper.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
}

/** Every child that was started, in order. */
async function pids(): Promise<readonly number[]> {
  const text = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).map(Number);
}

function nthChild(count: number): Promise<number> {
  return vi.waitFor(async () => {
    const started = await pids();
    expect(started).toHaveLength(count);
    return started[count - 1] ?? 0;
  }, PATIENCE);
}

const isGone = (pid: number) => vi.waitFor(() => expect(isPidAlive(pid)).toBe(false), PATIENCE);

describe('a program that runs beside the site', { timeout: 40_000 }, () => {
  it('is started again when it is killed', async () => {
    await keep(CHILD);
    process.kill(await nthChild(1), 'SIGKILL');
    const second = await nthChild(2);
    expect(said).toBe('the child ended with SIGKILL; started again\n');
    expect(isPidAlive(second)).toBe(true);
  });

  it('ends with the site, and is not started again', async () => {
    await keep(CHILD);
    const child = await nthChild(1);
    keeper.stdin?.end();
    await isGone(keeper.pid ?? 0);
    expect([isPidAlive(child), await pids(), said]).toEqual([false, [child], '']);
  });

  it('ends with a site that is killed: no orphan stays', async () => {
    await keep(CHILD);
    const child = await nthChild(1);
    keeper.kill('SIGKILL');
    await isGone(child);
    expect(await pids()).toEqual([child]);
  });

  it('is killed where it does not end when asked', async () => {
    await keep(STUBBORN);
    const child = await nthChild(1);
    keeper.stdin?.end();
    await isGone(child);
    expect(said).toBe('');
  });
});
