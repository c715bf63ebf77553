import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestBooks } from './books';

/** The worker as a process of its own. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly said: () => string;
}

/** The worker as `npm run worker` and `npm start` run it, on the database of the test. */
export function startProcess(books: TestBooks, environment: Readonly<Record<string, string>> = {}): WorkerProcess {
  const args = ['--conditions=react-server', '--import', 'tsx', join('scripts', 'worker', 'main.ts')];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      DATABASE_URL: books.url,
      EVENKEEL_DATA_DIR: join(tmpdir(), 'evenkeel-no-such-folder'),
      // Nobody answers there: no card provider has a part in these tests.
      STRIPE_API_BASE: 'http://127.0.0.1:1',
      LOG_LEVEL: 'info',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  );
  return { child, ended, said: () => text };
}
