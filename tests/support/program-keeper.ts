// A process that keeps a program running, as `npm start` keeps its worker: the second half of a test, killed by the first.
import { keepRunning } from '../../scripts/start/keep-running';
import { startProgram } from '../../scripts/start/program';

const [script, log] = process.argv.slice(2);
if (script === undefined || log === undefined) throw new Error('a script and a log file are needed');
const kept = keepRunning(
  () => startProgram({ name: 'the child', args: [script], env: process.env, log }),
  (message) => process.stdout.write(`${message}\n`),
);
process.stdin.resume();
process.stdin.on('end', async () => {
  await kept.stop();
  process.exit(0);
});
