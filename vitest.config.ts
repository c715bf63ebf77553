import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `server-only` throws outside a React server bundle; tests of the server run in plain Node. */
const alias = { '@': at('./src'), 'server-only': at('./tests/support/empty-module.ts') };

/**
 * The pure suites: no I/O, so they are also the ones that run under three time zones (scripts/test.mjs). No module keeps anything that a
 * test changes, so the files of a worker share them: to load them again for each takes longer than the tests.
 */
const pure = (name: string, include: string[]) => ({
  resolve: { alias },
  test: { name, include, environment: 'node' as const, isolate: false },
});

export default defineConfig({
  resolve: { alias },
  test: {
    retry: 0,
    // Vitest leaves a core free for whoever watches; nobody does, and most tests wait for PostgreSQL.
    maxWorkers: '100%',
    projects: [
      pure('domain', ['tests/domain/**/*.test.ts', 'tests/contracts/**/*.test.ts']),
      pure('properties', ['tests/properties/**/*.test.ts']),
      pure('golden', ['tests/golden/**/*.test.ts']),
      {
        resolve: { alias },
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        oxc: { jsx: { runtime: 'automatic' as const } },
        test: {
          name: 'components',
          include: ['tests/components/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: ['tests/support/components-setup.ts'],
          // Each test takes its page away, so the files of a worker share its window and modules: a fifth of the time.
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/database-server.ts'],
          // The tests that read the log take it level by level.
          env: { LOG_LEVEL: 'silent' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/support/database-server.ts'],
          // The tests that read the log take it level by level.
          env: { LOG_LEVEL: 'silent' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
