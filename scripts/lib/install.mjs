import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceHash } from './source-hash.mjs';
import { run, step } from './steps.mjs';

/** The folder of the clone, wherever the command was called from. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where marks of finished work lie; it goes with node_modules. */
const marks = join(root, 'node_modules', '.cache', 'evenkeel');

/**
 * True where node_modules holds what package-lock.json asks for. npm writes what it installed at the end of its work,
 * so an installation that was cut short is not mistaken for a whole one.
 * @returns {boolean}
 */
export function isInstalled() {
  const written = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(written)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(written, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || present[path]?.version === entry.version,
  );
}

/**
 * Installs the packages if they are missing or of another version than the lock file says.
 * @param {(line: string) => void} [print]
 */
export async function ensureInstalled(print) {
  if (isInstalled()) return;
  await step(
    'Installing packages (npm ci)',
    async () => {
      // The npm that runs us, where there is one: a machine may have several.
      const npm = process.env.npm_execpath;
      const args = ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
      // A production environment would leave out what the build needs.
      const env = { ...process.env, NODE_ENV: /** @type {const} */ ('development') };
      if (npm === undefined || !npm.includes('npm-cli')) await run('npm', args, { cwd: root, env });
      else await run(process.execPath, [npm, ...args], { cwd: root, env });
    },
    print,
  );
}

/**
 * Generates the Prisma client if the schema or Prisma changed since the last time.
 * @param {(line: string) => void} [print]
 */
export async function ensureGenerated(print) {
  const hash = sourceHash(root, ['prisma/schema', 'prisma.config.ts', 'node_modules/prisma/package.json']);
  const mark = join(marks, 'prisma-generate');
  const isMade = existsSync(join(root, 'src', 'server', 'db', 'generated'));
  if (isMade && existsSync(mark) && readFileSync(mark, 'utf8') === hash) return;
  await step(
    'Generating the database client',
    () =>
      run(process.execPath, [join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
        cwd: root,
        env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
      }),
    print,
  );
  mkdirSync(marks, { recursive: true });
  writeFileSync(mark, hash);
}

/** What the site is built from. */
const siteSources = [
  'src',
  'public',
  'prisma/schema',
  'package-lock.json',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
];

/**
 * Builds the site if its sources changed since the last build.
 * @param {(line: string) => void} [print]
 */
export async function ensureBuilt(print) {
  const hash = sourceHash(root, siteSources);
  const mark = join(root, process.env.NEXT_DIST_DIR || '.next', 'evenkeel-source-hash');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return;
  await step(
    'Building the site',
    () =>
      run(process.execPath, [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      }),
    print,
  );
  writeFileSync(mark, hash);
}
