import { spawn } from 'node:child_process';

const TICK_MS = 15_000;

/**
 * @param {number} since value of performance.now()
 * @returns {string} seconds with one decimal, such as `3.2 s`
 */
export function elapsed(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Runs one step and says what it is and how long it took; a long one says now and then that it still runs.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {(line: string) => void} [print] where lines go; the command line keeps stdout for its result
 * @returns {Promise<T>}
 */
export async function step(title, work, print = console.log) {
  const since = performance.now();
  print(`… ${title}`);
  const tick = setInterval(() => print(`  still: ${title.toLowerCase()} (${elapsed(since)})`), TICK_MS);
  try {
    const result = await work();
    print(`✓ ${title} (${elapsed(since)})`);
    return result;
  } catch (error) {
    print(`✗ ${title} (${elapsed(since)})`);
    throw error;
  } finally {
    clearInterval(tick);
  }
}

/** The program that a step ran said no. */
export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {number | NodeJS.Signals | null} code
   * @param {string} output
   */
  constructor(command, code, output) {
    super(`${command} ended with ${code}${output === '' ? '' : `:\n${output}`}`);
    this.name = 'CommandFailed';
  }
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends the programs that `run` waits for: their steps fail. */
export function endRunning() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, output?: 'show' | 'show-on-stderr' | 'on-failure' }} [options]
 * @returns {Promise<string>} what it printed on stdout, unless that was shown
 */
export function run(command, args, { cwd, env = process.env, output = 'on-failure' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: output === 'show' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let stdout = '';
    let all = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      all += chunk;
      if (output === 'show-on-stderr') process.stderr.write(chunk);
    });
    child.stderr?.on('data', (chunk) => {
      all += chunk;
      if (output === 'show-on-stderr') process.stderr.write(chunk);
    });
    child.on('error', (error) => reject(new CommandFailed(command, null, error.message)));
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(stdout);
      else
        reject(
          new CommandFailed([command, ...args].join(' '), code ?? signal, output === 'on-failure' ? all.trim() : ''),
        );
    });
  });
}
