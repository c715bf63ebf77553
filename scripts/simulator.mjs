// `npm run simulator:stripe`: the Stripe simulator alone, on the database of the site or one of its own (src/simulators/stripe/main.ts).
import { begin, readTypeScript } from './lib/begin.mjs';

await begin({ needsClient: false });
await readTypeScript();
// npm passes no signal on through the shell between it and us: we end when it is gone.
const { whenAskedToEnd } = await import('./start/end-of-life.ts');
whenAskedToEnd().then(() => process.kill(process.pid, 'SIGTERM'));
await import('../src/simulators/stripe/main.ts');
