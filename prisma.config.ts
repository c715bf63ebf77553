import { defineConfig } from 'prisma/config';

// `prisma generate` asks for a schema engine although it never runs one, and that binary comes from a host that
// many networks do not reach. Any executable satisfies the check; `npm start` migrates with its own runner (ADR 0004).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  // Only `prisma migrate deploy` and friends read it; `prisma generate` must work without a database.
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
