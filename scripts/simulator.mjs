// `npm run simulator:stripe`: the Stripe simulator alone, on the database of the site or one of its own (src/simulators/stripe/main.ts).
import { ensureInstalled, root } from './lib/install.mjs';

process.chdir(root);
try {
  await ensureInstalled();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
// npm passes no signal on through the shell between it and us: we end when it is gone.
const { whenAskedToEnd } = await import('./start/end-of-life.ts');
whenAskedToEnd().then(() => process.kill(process.pid, 'SIGTERM'));
await import('../src/simulators/stripe/main.ts');
