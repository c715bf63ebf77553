import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv } from '@/server/env';
import { root, sourceFiles } from './source-files';

/** Set by npm, Node, the test runner or CI itself, not by whoever runs Evenkeel. */
const foreign = new Set([
  ...[
    'NODE_ENV',
    'CI',
    'EVENKEEL_TEST_REPORT',
    'TZ',
    'PATH',
    'npm_execpath',
    'npm_lifecycle_event',
    'NEXT_RUNTIME',
    'NEXT_PHASE',
  ],
  ...['PRISMA_SCHEMA_ENGINE_BINARY'],
]);

function readVariables(): Set<string> {
  const files = [
    ...sourceFiles('src', ['.ts', '.tsx']),
    ...sourceFiles('scripts', ['.ts', '.mjs']),
    ...['next.config.ts', 'prisma.config.ts'].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  ];
  const names = new Set<string>();
  for (const { path, text } of files) {
    for (const match of text.matchAll(/process\.env(?:\.(\w+)|\[['"](\w+)['"]\])/g))
      names.add(match[1] ?? match[2] ?? '');
    // The Stripe simulator is a process of its own and reads its few variables by their names.
    if (path === 'src/simulators/stripe/main.ts')
      for (const match of text.matchAll(/\btold\('([A-Z_]+)'\)/g)) names.add(match[1] ?? '');
    if (path !== 'src/server/env.ts') continue;
    for (const match of text.matchAll(/^ {4}([A-Z][A-Z_]+): (?:optional\(|address,)/gm)) names.add(match[1] ?? '');
  }
  return new Set([...names].filter((name) => !foreign.has(name)));
}

const described = new Set(
  [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1] ?? ''),
);

describe('the environment', () => {
  it('has every variable that the code reads in .env.example, and no other', () => {
    expect([...readVariables()].sort()).toEqual([...described].sort());
  });

  it('needs nothing for the demo', () => {
    expect(readEnv({})).toMatchObject({
      mode: 'demo',
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      appOrigin: 'http://localhost:3000',
    });
  });

  it('takes an empty variable for a missing one', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', EVENKEEL_MODE: '' })).toMatchObject({ mode: 'demo', port: 3000 });
  });

  it('names every wrong variable at once, and what it must be', () => {
    const wrong = { PORT: 'http', DATABASE_URL: 'mysql://x', SESSION_SECRET: 'short', EVENKEEL_MODE: 'live' };
    expect(() => readEnv(wrong)).toThrow(
      [
        'The environment is not right (see .env.example):',
        '  PORT must be a port number',
        '  DATABASE_URL must be a PostgreSQL address, such as postgresql://user@host:5432/name',
        '  EVENKEEL_MODE must be demo or production',
        '  SESSION_SECRET must have 32 characters or more',
      ].join('\n'),
    );
  });

  it('asks for address, database and secret in production', () => {
    expect(() => readEnv({ EVENKEEL_MODE: 'production' })).toThrow(
      /DATABASE_URL is required.*\n.*APP_ORIGIN is required.*\n.*SESSION_SECRET is required/,
    );
  });
});
