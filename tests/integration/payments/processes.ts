import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, vi } from 'vitest';
import type { PayBillInput } from '@/server/commands/bills/pay-bill';
import type { TestBooks } from '../../support/books';
import type { Provider } from '../../support/payments';
import { isCharge, layLine, type Passage, passOn } from '../../support/payments-proxy';

/** How PostgreSQL knows the sessions of the processes. */
const SESSION = 'payments-child';

const PATIENCE = { timeout: 60_000, interval: 20 };

/** A process on its way through a payment, and what can stop it at a step. Nothing here waits for time to pass. */
export interface Scene {
  /** Its charge has come onto the line to the provider, and waits there. */
  readonly charge: Promise<Passage>;
  /** Takes a lock in another session, and keeps it until the process is dead. */
  readonly lock: (sql: string) => Promise<void>;
  /** Returns when a session of the process waits for a lock. */
  readonly waitsForLock: () => Promise<void>;
  /** Returns when the process has said something. */
  readonly says: (text: string) => Promise<void>;
  readonly tell: (text: string) => void;
}

/** A step at which the process is killed. */
export interface Death {
  readonly step: string;
  /** SQL of a lock that stands in its way from the beginning. */
  readonly lockFirst?: string;
  /** Returns when the process stands at the step. */
  readonly reach: (scene: Scene) => Promise<void>;
}

interface Payer extends Pick<Scene, 'says' | 'tell'> {
  /** Its first line: what became of the bill. */
  readonly answer: () => Promise<string>;
  readonly kill: () => Promise<void>;
}

function startPayer(books: TestBooks, origin: string, input: PayBillInput): Payer {
  const url = new URL(books.url);
  url.searchParams.set('application_name', SESSION);
  const script = join('tests', 'support', 'payments-child.ts');
  const args = ['--conditions=react-server', '--import', 'tsx', script, url.href, origin, JSON.stringify(input)];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => {
      said += piece.toString('utf8');
    });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  return {
    says: (text) => vi.waitFor(() => expect(said).toContain(text), PATIENCE),
    answer: async () => {
      await vi.waitFor(() => expect(said).toContain('\n'), PATIENCE);
      return said.slice(0, said.indexOf('\n'));
    },
    tell: (text) => void child.stdin?.write(`${text}\n`),
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

async function expectSessions(books: TestBooks, condition: string, count: number): Promise<void> {
  const text = `SELECT pid FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database() AND ${condition}`;
  await vi.waitFor(async () => expect(await books.sql(text, [SESSION])).toHaveLength(count), PATIENCE);
}

/** Lets a process pay until it reaches its death, and kills it there. Afterwards nothing of it is left, neither process nor session. */
export async function payAndDie(
  books: TestBooks,
  provider: Provider,
  input: PayBillInput,
  death: Death,
): Promise<void> {
  const barrier = new Client({ connectionString: books.url });
  await barrier.connect();
  await barrier.query('BEGIN');
  const lock = async (sql: string): Promise<void> => void (await barrier.query(sql));
  let arrive = (_passage: Passage): void => undefined;
  const charge = new Promise<Passage>((resolve) => {
    arrive = resolve;
  });
  const line = await layLine(provider.origin, async (passage) =>
    isCharge(passage) ? arrive(passage) : passOn(passage),
  );
  if (death.lockFirst !== undefined) await lock(death.lockFirst);
  const payer = startPayer(books, line.origin, input);
  try {
    const waitsForLock = (): Promise<void> => expectSessions(books, "wait_event_type = 'Lock'", 1);
    await death.reach({ ...payer, charge, lock, waitsForLock });
  } finally {
    await payer.kill();
    await barrier.end();
    await line.stop();
  }
  await expectSessions(books, 'true', 0);
}

/**
 * Lets processes pay at the same moment: each comes as far as the shop's lock, and then it is lifted.
 * @returns what became of the bill, as each of them was told
 */
export async function payTogether(
  books: TestBooks,
  provider: Provider,
  inputs: readonly PayBillInput[],
): Promise<readonly string[]> {
  const barrier = new Client({ connectionString: books.url });
  await barrier.connect();
  await barrier.query('BEGIN');
  await barrier.query('SELECT id FROM shop FOR UPDATE');
  const payers = inputs.map((input) => startPayer(books, provider.origin, input));
  try {
    await expectSessions(books, "wait_event_type = 'Lock'", inputs.length);
    await barrier.query('ROLLBACK');
    return await Promise.all(payers.map((payer) => payer.answer()));
  } finally {
    await Promise.all(payers.map((payer) => payer.kill()));
    await barrier.end();
  }
}
