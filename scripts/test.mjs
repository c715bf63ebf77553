// `npm test`: everything, from nothing. Each step has a title and a time; the first that fails ends the run with 1.
// `npm test -- --only unit,e2e` runs some of the steps.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureGenerated, ensureInstalled, root } from './lib/install.mjs';
import { addCounts, countTests } from './lib/reports.mjs';
import { elapsed, run } from './lib/steps.mjs';

process.chdir(root);
const reports = mkdtempSync(join(tmpdir(), 'evenkeel-reports-'));

/** @type {string[]} */
const reportFiles = [];
const newReport = (/** @type {string} */ name) => {
  const path = join(reports, `${name}.json`);
  reportFiles.push(path);
  return path;
};

/** Where Debian puts what its packages of these names bring. The first has no window to draw: a context costs it a third of the time. */
const browsers = ['chromium-headless-shell', 'chromium'];
const hasBrowser = () => browsers.some((name) => existsSync(join('/usr/bin', name)));

/**
 * Runs a program with its output shown; its failure is ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<void>}
 */
function show(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}`)),
    );
  });
}

/**
 * Runs a program of node_modules.
 * @param {string} path below node_modules
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
const tool = (path, args, env = {}) =>
  show(process.execPath, [join('node_modules', path), ...args], { ...process.env, NO_COLOR: '1', ...env });

/**
 * Runs a program of node_modules that reads the source and writes no report: what it says is shown where it fails.
 * @param {string} path below node_modules
 * @param {readonly string[]} args
 */
const reader = (path, args) =>
  run(process.execPath, [join('node_modules', path), ...args], {
    env: { ...process.env, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1' },
  });

/**
 * @param {string} name of the report
 * @param {readonly string[]} projects of vitest.config.ts
 * @param {Record<string, string>} [env]
 */
function vitest(name, projects, env) {
  const flags = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${newReport(name)}`];
  return tool(join('vitest', 'vitest.mjs'), ['run', '--passWithNoTests', ...flags, ...reporters], env);
}

async function ensureChromium() {
  if (hasBrowser()) return;
  const isDebianRoot = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (!isDebianRoot) return tool(join('playwright', 'cli.js'), ['install', 'chromium']);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await show('apt-get', ['update', '-qq'], env);
  for (const name of browsers) {
    await show('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], env).catch((error) =>
      console.error(error.message),
    );
    if (hasBrowser()) return;
  }
  throw new Error(`None of these packages could be installed: ${browsers.join(', ')}`);
}

/**
 * Neighbours that read the source only run at once: most of them keep one core busy.
 * @type {readonly { key: string, title: string, readsOnly?: boolean, work: () => Promise<unknown> }[]}
 */
const steps = [
  { key: 'generate', title: 'Database client', work: () => ensureGenerated() },
  {
    key: 'types',
    title: 'Types (tsc)',
    readsOnly: true,
    work: async () => {
      await reader(join('next', 'dist', 'bin', 'next'), ['typegen']);
      await reader(join('typescript', 'bin', 'tsc'), ['--noEmit']);
    },
  },
  {
    key: 'lint',
    title: 'Format and lint (biome)',
    readsOnly: true,
    work: () => reader(join('@biomejs', 'biome', 'bin', 'biome'), ['check', '--error-on-warnings']),
  },
  {
    key: 'layers',
    title: 'Import rules (dependency-cruiser)',
    readsOnly: true,
    work: () =>
      reader(join('dependency-cruiser', 'bin', 'dependency-cruise.mjs'), [
        'src',
        '--config',
        '.dependency-cruiser.cjs',
      ]),
  },
  {
    key: 'unused',
    title: 'Unused files, exports and packages (knip)',
    readsOnly: true,
    work: () => reader(join('knip', 'bin', 'knip.js'), []),
  },
  { key: 'unit', title: 'Domain, UTC', work: () => vitest('domain-utc', ['domain'], { TZ: 'UTC' }) },
  {
    key: 'unit',
    title: 'Domain, Los Angeles',
    work: () => vitest('domain-los-angeles', ['domain'], { TZ: 'America/Los_Angeles' }),
  },
  { key: 'unit', title: 'Domain, Kolkata', work: () => vitest('domain-kolkata', ['domain'], { TZ: 'Asia/Kolkata' }) },
  {
    key: 'properties',
    title: 'Properties and golden books',
    work: () => vitest('properties', ['properties', 'golden']),
  },
  { key: 'architecture', title: 'Architecture', work: () => vitest('architecture', ['architecture']) },
  { key: 'components', title: 'Components', work: () => vitest('components', ['components']) },
  { key: 'integration', title: 'Integration on PostgreSQL', work: () => vitest('integration', ['integration']) },
  { key: 'simulation', title: 'Simulators of the outside world', work: () => vitest('simulation', ['simulation']) },
  { key: 'e2e', title: 'Production build (next build)', work: () => ensureBuilt() },
  { key: 'e2e', title: 'Chromium', work: ensureChromium },
  {
    key: 'e2e',
    title: 'End to end (playwright)',
    work: () =>
      tool(join('@playwright', 'test', 'cli.js'), ['test'], {
        EVENKEEL_TEST_REPORT: newReport('e2e'),
      }),
  },
];

/** The steps that the command line asks for: all, or those whose key follows `--only`. */
function chosenSteps() {
  const index = process.argv.indexOf('--only');
  if (index < 0) return steps;
  const keys = new Set((process.argv[index + 1] ?? '').split(','));
  const unknown = [...keys].filter((key) => !steps.some((step) => step.key === key));
  if (unknown.length > 0) throw new Error(`No such step: ${unknown.join(', ')}`);
  return steps.filter((step) => keys.has(step.key));
}

/**
 * @param {{ title: string, work: () => Promise<unknown> }} step
 * @returns {Promise<boolean>}
 */
async function runStep({ title, work }) {
  const since = performance.now();
  console.log(`\n=== ${title}`);
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log(`=== ${title}: failed after ${elapsed(since)}`);
    return false;
  }
  console.log(`=== ${title}: ${elapsed(since)}`);
  return true;
}

/** @returns {Promise<boolean>} */
async function runSteps() {
  await ensureInstalled();
  const waiting = [...chosenSteps()];
  while (waiting.length > 0) {
    const others = waiting.findIndex(({ readsOnly }) => !readsOnly);
    const atOnce = waiting.splice(0, others < 0 ? waiting.length : Math.max(others, 1));
    if ((await Promise.all(atOnce.map(runStep))).includes(false)) return false;
  }
  return true;
}

const since = performance.now();
let isGood = false;
try {
  isGood = await runSteps();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
const { passed, failed, skipped } = addCounts(reportFiles.map(countTests));
rmSync(reports, { recursive: true, force: true });
console.log(`\nAll in ${elapsed(since)}`);
// A step that is no test runner (lint, types, build) and fails is a failure too, though no test counted it.
const failures = isGood ? failed : Math.max(failed, 1);
console.log(`${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
// A whole run in which nothing ran proves nothing.
const isWhole = !process.argv.includes('--only');
process.exit(isGood && (passed > 0 || !isWhole) ? 0 : 1);
