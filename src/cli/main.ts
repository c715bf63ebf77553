import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connectDatabase } from '@/server/db/database';
import { migrateDatabase } from '@/server/db/migrate';
import { openDatabase } from '@/server/db/open-database';
import { readEnv } from '@/server/env';
import { logTo } from '@/server/log';
import { recallAccountKeys, recallSimulatorAddress } from '@/server/remembered';
import { say } from './progress';
import { UsageError } from './usage';
import type { Call, ListedVerb, Outcome, StreamedJson, Verb } from './verb';
import { VERBS } from './verbs';

const EXIT_DONE = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

const HELP = `Evenkeel, the books from the command line.

Usage: npm run -s cli -- VERB [options]

${VERBS.map((verb) => `  ${verb.name.padEnd(22)}${verb.summary}`).join('\n')}

VERB --help says more. The summary is JSON on stdout; messages and progress go to stderr.
Exit: 0 done, 1 refused or failed, 2 wrong usage.
EVENKEEL_DATA_DIR moves the embedded database (default .data); DATABASE_URL uses another PostgreSQL.`;

/** The verb whose words the arguments begin with, the longest name first. */
function findVerb(words: readonly string[]): { listed: ListedVerb; rest: readonly string[] } | null {
  const byLength = [...VERBS].sort((left, right) => right.name.length - left.name.length);
  for (const listed of byLength) {
    const name = listed.name.split(' ');
    if (name.every((word, index) => words[index] === word)) return { listed, rest: words.slice(name.length) };
  }
  return null;
}

function readCall(verb: Verb, rest: readonly string[]): Call {
  try {
    const options = { ...verb.options, help: { type: 'boolean' as const } };
    const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true, strict: true });
    return { positionals, options: values as Call['options'] };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function write(text: string): Promise<void> {
  return new Promise((done, fail) => {
    process.stdout.write(text, (error) => (error ? fail(error) : done()));
  });
}

function isStreamed(summary: unknown): summary is StreamedJson {
  return typeof summary === 'object' && summary !== null && 'pieces' in summary;
}

async function print(outcome: Outcome): Promise<void> {
  if (!isStreamed(outcome.summary)) return write(`${JSON.stringify(outcome.summary)}\n`);
  for await (const piece of outcome.summary.pieces) await write(piece);
}

async function runVerb(verb: Verb, call: Call): Promise<number> {
  const dataDir = resolve(process.env.EVENKEEL_DATA_DIR || '.data');
  // The demo's key of account numbers is in its data folder; a file for a bank needs them.
  process.env.EVENKEEL_ACCOUNT_KEYS ||= await recallAccountKeys(dataDir);
  // So is its card provider.
  if (!process.env.STRIPE_SECRET_KEY) process.env.STRIPE_API_BASE ||= await recallSimulatorAddress(dataDir);
  const run = await verb.prepare(call);
  const env = readEnv(process.env);
  const opened = await openDatabase({ dataDir, databaseUrl: env.databaseUrl, onProgress: say });
  try {
    await migrateDatabase({ url: opened.url, folder: MIGRATIONS, onProgress: say });
    const database = connectDatabase(opened.url);
    try {
      const outcome = await run(database, say);
      await print(outcome);
      return outcome.ok ? EXIT_DONE : EXIT_FAILED;
    } finally {
      await database.close();
    }
  } finally {
    await opened.stop();
  }
}

/** Runs the command line; returns its exit code. */
async function main(words: readonly string[]): Promise<number> {
  const found = findVerb(words);
  if (found === null) {
    const asksForHelp = words.length === 0 || words[0] === '--help' || words[0] === 'help';
    say(asksForHelp ? HELP : `There is no verb "${words.join(' ')}".\n\n${HELP}`);
    return asksForHelp && words.length > 0 ? EXIT_DONE : EXIT_USAGE;
  }
  const verb = await found.listed.load();
  try {
    const call = readCall(verb, found.rest);
    if (call.options['help'] === true) {
      say(verb.help);
      return EXIT_DONE;
    }
    return await runVerb(verb, call);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    if (!(error instanceof UsageError)) return EXIT_FAILED;
    say(`\n${verb.help}`);
    return EXIT_USAGE;
  }
}

// What the log says goes beside the messages: stdout is the summary's.
logTo({ write: (line) => void process.stderr.write(line) });
process.exitCode = await main(process.argv.slice(2));
