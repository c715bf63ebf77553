import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, onTestFinished, vi } from 'vitest';
import type { TestBooks } from '../../support/books';
import { billOf } from '../../support/owing';
import { enterCard, ivyPaysByCard, TEST_NUMBERS, test } from '../../support/payments';
import { layLine } from '../../support/payments-proxy';
import { dumpOf, numbersIn } from '../../support/payments-search';

/** A number that could be somebody's: right check digit, and none of the test numbers. */
const NOT_A_TEST_NUMBER = '4539148803436467';

const PATIENCE = { timeout: 60_000, interval: 10 };

/** The site's side as a process; everything that it says is kept. */
interface Site {
  /** Tells it one command and returns its answer. */
  readonly tell: <Answer>(command: string) => Promise<Answer>;
  readonly said: () => string;
}

function startSite(books: TestBooks, origin: string): Site {
  const script = join('tests', 'support', 'payments-cards-child.ts');
  const args = ['--conditions=react-server', '--import', 'tsx', script, books.url, origin];
  const env = { ...process.env, NODE_DEBUG: 'http', FORCE_COLOR: '0' };
  const child: ChildProcess = spawn(process.execPath, args, { stdio: 'pipe', env });
  const ended = new Promise((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let [answers, log] = ['', ''];
  child.stdout?.on('data', (piece: Buffer) => {
    answers += piece.toString('utf8');
  });
  child.stderr?.on('data', (piece: Buffer) => {
    log += piece.toString('utf8');
  });
  let asked = 0;
  return {
    tell: async <Answer>(command: string) => {
      asked += 1;
      child.stdin?.write(`${command}\n`);
      await vi.waitFor(() => expect(answers.split('\n').length, log).toBeGreaterThan(asked), PATIENCE);
      return JSON.parse(answers.split('\n')[asked - 1] ?? '') as Answer;
    },
    said: () => `${answers}\n${log}`,
  };
}

describe('card numbers', { timeout: 120_000 }, () => {
  test(`all ${TEST_NUMBERS.length} test numbers typed on the provider’s page, and what was bound charged: none is in the database, in our log or on our lines`, async ({
    books,
    provider,
  }) => {
    const shopId = await ivyPaysByCard(books, provider);
    const traffic: string[] = [];
    const line = await layLine(provider.origin, async (passage) => {
      traffic.push(`${passage.method} ${passage.path} ${JSON.stringify(passage.headers)} ${passage.body}`);
      const answer = await passage.forward();
      traffic.push(`${answer.status} ${JSON.stringify(answer.headers)} ${answer.body}`);
      passage.bring(answer);
    });
    onTestFinished(() => line.stop());
    const site = startSite(books, line.origin);

    let bound = 0;
    for (const number of [...TEST_NUMBERS, NOT_A_TEST_NUMBER]) {
      const binding = await site.tell<{ readonly value: { readonly url: string } }>('bind');
      const back = await enterCard(binding.value.url, number);
      const session = back === null ? null : new URL(back).searchParams.get('session');
      const finished = await site.tell<{ readonly ok: boolean; readonly value: { readonly card: string } }>(
        `finish ${session ?? 'none'}`,
      );
      if (!finished.ok) continue;
      bound += 1;
      const bill = await billOf(books, shopId, 100n, `card-${bound}`);
      await site.tell(`pay ${bill.id} ${finished.value.card}`);
    }
    await site.tell('list');
    await site.tell('reconcile');
    // Cards that a bank refuses at once are bound by nobody; all others are.
    expect(bound).toBeGreaterThan(30);
    expect((await provider.captured()).length).toBeGreaterThan(25);

    const numbers = [...TEST_NUMBERS, NOT_A_TEST_NUMBER];
    const dump = await dumpOf(books);
    expect([...dump.keys()]).toEqual(expect.arrayContaining(['public.bill_payment', 'stripe_simulator.object']));
    expect(dump.get('stripe_simulator.object')).toContain('"last4": "4242"');
    for (const [table, text] of dump) expect(numbersIn(text, numbers), table).toEqual([]);
    expect(site.said()).toContain('"last4":"4242"');
    expect(numbersIn(site.said(), numbers), 'log').toEqual([]);
    expect(traffic.length).toBeGreaterThan(2 * bound);
    for (const message of traffic) expect(numbersIn(message, numbers), 'line').toEqual([]);
    expect(provider.inbox.deliveries.length).toBeGreaterThan(bound);
    for (const { payload } of provider.inbox.deliveries) expect(numbersIn(payload, numbers), 'event').toEqual([]);
  });

  test('the search finds a number in whatever way it is written', () => {
    const written = [
      '4242424242424242',
      '4242 4242 4242 4242',
      '4242-4242-4242-4242',
      'card=4242+4242+4242+4242&cvc=123',
      '4242%204242%204242%204242',
      '{"number": "42424242 42424242"}',
    ];
    for (const text of written) expect(numbersIn(text, ['4242424242424242']), text).toEqual(['...4242']);
    expect(numbersIn('visa ...4242, 12 / 34', ['4242424242424242'])).toEqual([]);
  });
});
