import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root, sourceFiles } from './source-files';

interface CruiseResult {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** dependency-cruiser as `npm run layers` runs it; it exits with the number of violations. */
function cruise(folder: string): Promise<CruiseResult> {
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(`${error?.message}\n${stderr}`));
      else resolve(JSON.parse(stdout));
    });
  });
}

let planted: string | undefined;

/** A small tree of its own under our rules, with the files given. */
async function plant(files: Readonly<Record<string, string>>): Promise<string> {
  planted = await mkdtemp(join(tmpdir(), 'evenkeel-layers-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json']) await cp(join(root, name), join(planted, name));
  await writeFile(
    join(planted, 'package.json'),
    '{ "type": "module", "dependencies": { "zod": "*", "decimal.js": "*" } }',
  );
  await symlink(join(root, 'node_modules'), join(planted, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(planted, dirname(path)), { recursive: true });
    await writeFile(join(planted, path), text);
  }
  return planted;
}

afterEach(async () => {
  if (planted !== undefined) await rm(planted, { recursive: true, force: true });
  planted = undefined;
});

describe('import rules', () => {
  it('hold for every module of src, and every one was seen', async () => {
    const result = await cruise(root);
    const seen = new Set(result.modules.map((module) => module.source));
    // The cruiser reports success on zero modules when TypeScript is too new for it.
    const files = sourceFiles('src', ['.ts', '.tsx']).filter((file) => !file.path.endsWith('.d.ts'));
    expect(files.filter((file) => !seen.has(file.path)).map((file) => file.path)).toEqual([]);
    expect(files.length).toBeGreaterThan(50);
    expect(result.summary.violations.map((violation) => `${violation.from}: ${violation.rule.name}`)).toEqual([]);
  });

  it('catch each planted violation', async () => {
    const folder = await plant({
      'src/domain/reads-files.ts': `import 'node:fs';`,
      'src/domain/validates.ts': `export { z } from 'zod';`,
      'src/domain/asks-server.ts': `export { b } from '../server/b';`,
      'src/contracts/asks-server.ts': `export { b } from '@/server/b';`,
      'src/contracts/hashes.ts': `import 'node:crypto';`,
      'src/server/shows-page.ts': `export type { C } from '@/features/x/c';`,
      'src/features/x/takes-from-y.ts': `export { d } from '../y/d';`,
      'src/features/x/takes-route.ts': `export { r } from '@/app/r';`,
      'src/app/(seller)/page.ts': `export { o } from '@/server/queries/ops/o';`,
      'src/ui/asks-server.ts': `export { b } from '@/server/b';`,
      'src/cli/draws.ts': `export { u } from '@/ui/u';`,
      'src/server/one.ts': `import { other } from './other';\nexport const one = () => other;`,
      'src/server/other.ts': `import { one } from './one';\nexport const other = () => one;`,
      'src/server/b.ts': 'export const b = 1;',
      'src/features/x/sees-every-shop.ts': `export { s } from '@/server/db/site';`,
      'src/server/db/site.ts': 'export const s = 1;',
      'src/features/x/c.ts': 'export type C = 1;',
      'src/features/y/d.ts': 'export const d = 1;',
      'src/app/r.ts': 'export const r = 1;',
      'src/server/queries/ops/o.ts': 'export const o = 1;',
      'src/ui/u.ts': 'export const u = 1;',
    });
    const { violations } = (await cruise(folder)).summary;
    expect(violations.map((violation) => `${violation.from}: ${violation.rule.name}`).sort()).toEqual([
      'src/app/(seller)/page.ts: seller-pages-read-no-ops-queries',
      'src/cli/draws.ts: command-line-is-thin',
      'src/contracts/asks-server.ts: contracts-know-the-domain-only',
      'src/contracts/hashes.ts: contracts-are-isomorphic',
      'src/domain/asks-server.ts: domain-is-pure',
      'src/domain/reads-files.ts: domain-is-pure',
      'src/domain/validates.ts: domain-is-pure',
      'src/features/x/sees-every-shop.ts: pages-of-sellers-see-their-shops-only',
      'src/features/x/takes-from-y.ts: features-do-not-import-each-other',
      'src/features/x/takes-route.ts: features-know-no-routes',
      'src/features/x/takes-route.ts: nothing-imports-a-route',
      'src/server/one.ts: no-cycles',
      'src/server/shows-page.ts: server-knows-no-pages',
      'src/ui/asks-server.ts: ui-knows-no-feature',
    ]);
  });

  it('let a feature import contracts, server and ui', async () => {
    const folder = await plant({
      'src/features/x/a.ts': `export { b } from '@/contracts/b';\nexport { c } from '@/server/c';\nexport { d } from '@/ui/d';`,
      'src/contracts/b.ts': 'export const b = 1;',
      'src/server/c.ts': 'export const c = 1;',
      'src/ui/d.ts': 'export const d = 1;',
    });
    expect((await cruise(folder)).summary.violations).toEqual([]);
  });
});
