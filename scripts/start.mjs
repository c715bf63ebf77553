// `npm start`: plain Node and no package until they are installed, then the site itself (scripts/start/main.ts).
import { begin, readTypeScript } from './lib/begin.mjs';
import { endRunning } from './lib/steps.mjs';

// Until main() answers signals itself: an installation must not go on without us.
const end = () => {
  endRunning();
  process.exit(130);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
await begin();
await readTypeScript();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, end);
const { main } = await import('./start/main.ts');
process.exit(await main());
