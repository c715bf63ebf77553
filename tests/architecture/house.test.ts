import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingPlatformPackages } from '../../scripts/lib/platform-packages.mjs';
import { root, sourceFiles } from './source-files';

const MAX_LINES = 400;

const code = ['src', 'scripts', 'tests', 'prisma'].flatMap((folder) =>
  sourceFiles(folder, ['.ts', '.tsx', '.mjs', '.sql', '.css', '.prisma']),
);

const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

describe('the house', () => {
  it('pins every dependency to one version', () => {
    const { dependencies, devDependencies } = json('package.json');
    const ranges = Object.entries<string>({ ...dependencies, ...devDependencies }).filter(([, version]) =>
      /^\D/.test(version),
    );
    expect(ranges).toEqual([]);
  });

  it('has a lock file that installs on every platform (else: npm run lock)', () => {
    expect(Object.keys(missingPlatformPackages(json('package-lock.json').packages))).toEqual([]);
  });

  it('describes every dependency in docs/dependencies.md', () => {
    const { dependencies, devDependencies } = json('package.json');
    const text = readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8');
    const names = Object.keys({ ...dependencies, ...devDependencies });
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it(`keeps files of src under ${MAX_LINES} lines`, () => {
    const long = code.filter(({ path, text }) => /^src\/.*\.tsx?$/.test(path) && text.split('\n').length > MAX_LINES);
    expect(long.map((file) => file.path)).toEqual([]);
  });

  it('silences no type error and leaves no note to self', () => {
    const words = new RegExp(['@ts-' + 'ignore', '@ts-' + 'nocheck', 'TO' + 'DO', 'FIX' + 'ME'].join('|'));
    expect(code.filter((file) => words.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  it('names no folder of one machine', () => {
    const paths = new RegExp(['"/wo' + 'rk/', '/ro' + 'ot/', '/ho' + 'me/[a-z]'].join('|'));
    expect(code.filter((file) => paths.test(file.text)).map((file) => file.path)).toEqual([]);
  });
});

describe('the policy books', () => {
  it('come from one place: nobody else takes those that the code ships, which are not all (ADR 26)', () => {
    const taking = code.filter(({ path, text }) => path.startsWith('src/') && /import \{[^}]*\bPOLICIES\b/.test(text));
    expect(taking.map(({ path }) => path)).toEqual(['src/server/repositories/policies.ts']);
  });
});
