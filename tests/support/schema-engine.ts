import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { Client } from 'pg';

/** PostgreSQL's one-byte `"char"`, in which its catalogs keep kinds. The adapter knows no such type. */
const ONE_BYTE_CHAR_OID = 18;

/** The engine's JavaScript half, before its WebAssembly half is put in. */
interface EngineModule {
  readonly __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
  readonly SchemaEngine: typeof SchemaEngine;
}

function isEngineModule(value: object): value is EngineModule {
  return '__wbg_set_wasm' in value && 'SchemaEngine' in value;
}

/** Node 20 imports no WebAssembly without a flag, so the package's own entry cannot be used. */
async function loadEngine(): Promise<typeof SchemaEngine> {
  const glue: unknown = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  if (typeof glue !== 'object' || glue === null || !isEngineModule(glue)) throw new Error('not the schema engine');
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const imports = { './schema_engine_bg.js': glue };
  // The glue is a module namespace: an object of functions, which is what WebAssembly asks for.
  const { instance } = await WebAssembly.instantiate(
    await readFile(path.replace(/\.js$/, '.wasm')),
    imports as unknown as WebAssembly.Imports,
  );
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return glue.SchemaEngine;
}

let engineClass: Promise<typeof SchemaEngine> | undefined;

/** Asks again with the one-byte columns as text, and calls them characters, which is what the engine expects. */
async function queryWithCharacters(adapter: SqlDriverAdapter, query: SqlQuery, url: string): Promise<SqlResultSet> {
  const inner = query.sql.trim().replace(/;$/, '');
  const client = new Client({ connectionString: url });
  await client.connect();
  const { fields } = await client.query(`SELECT * FROM (${inner}) AS q LIMIT 0`, [...query.args]);
  await client.end();
  const columns = fields.map(({ name, dataTypeID }) =>
    dataTypeID === ONE_BYTE_CHAR_OID ? `"${name}"::text AS "${name}"` : `"${name}"`,
  );
  const result = await adapter.queryRaw({ ...query, sql: `SELECT ${columns.join(', ')} FROM (${inner}) AS q` });
  const columnTypes = result.columnTypes.map((type, index) =>
    fields[index]?.dataTypeID === ONE_BYTE_CHAR_OID ? ColumnTypeEnum.Character : type,
  );
  return { ...result, columnTypes };
}

function adapterFor(url: string): ReturnType<typeof bindMigrationAwareSqlAdapterFactory> {
  const factory = new PrismaPg({ connectionString: url });
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect();
    const plain = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query: SqlQuery) => {
      try {
        return await plain(query);
      } catch (error) {
        if (!isDriverAdapterError(error) || error.cause.kind !== 'UnsupportedNativeDataType') throw error;
        return queryWithCharacters({ ...adapter, queryRaw: plain } as SqlDriverAdapter, query, url);
      }
    };
    return adapter;
  };
  return bindMigrationAwareSqlAdapterFactory({
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: () => factory.connectToShadowDb(),
  });
}

/**
 * The SQL statements that would bring the database to what the Prisma schema says: none, if the two agree as far as
 * Prisma can tell (it does not see CHECKs, triggers, policies or partial indexes).
 *
 * @param folder with the `*.prisma` files.
 */
export async function diffFromSchema(url: string, folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  const files = await Promise.all(
    names.map(async (path) => ({ path, content: await readFile(join(folder, path), 'utf8') })),
  );
  // Once per process: the JavaScript half points at one instance of the other.
  engineClass ??= loadEngine();
  const Engine = await engineClass;
  const engine = await Engine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => undefined,
    adapterFor(url),
  );
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: folder },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const statements = (stdout ?? '').replaceAll(/^--.*$/gm, '').split(';');
  return statements
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '');
}
