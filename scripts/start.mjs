// `npm start`: plain Node and no package until they are installed, then the site itself (scripts/start/main.ts).
import { ensureGenerated, ensureInstalled, root } from './lib/install.mjs';
import { endRunning } from './lib/steps.mjs';

process.chdir(root);
// Until main() answers signals itself: an installation must not go on without us.
const end = () => {
  endRunning();
  process.exit(130);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
try {
  await ensureInstalled();
  await ensureGenerated();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, end);
const { main } = await import('./start/main.ts');
process.exit(await main());
