// A process that uses the embedded database of the folder given until its standard input ends: a second command, in tests.
import { openDatabase } from '@/server/db/open-database';

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('a data folder is needed');
const database = await openDatabase({ dataDir, isDurable: true });
process.stdout.write(`${database.url}\n`);
process.stdin.resume();
process.stdin.on('end', async () => {
  await database.stop();
  process.exit(0);
});
