// `npm run -s cli -- VERB`: stdout belongs to the result, so all that is said here goes to stderr.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { begin } from './lib/begin.mjs';
import { root } from './lib/install.mjs';

const print = (/** @type {string} */ line) => console.error(line);
await begin({ print });
// The condition makes `server-only` an empty module, as it is in the server bundle.
const args = ['--conditions=react-server', '--import', 'tsx', join(root, 'src', 'cli', 'main.ts')];
const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  // Ctrl-C in a terminal reaches the child by itself; any other signal comes to us alone. We end when it has ended.
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('close', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
