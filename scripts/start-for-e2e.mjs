// The site for the e2e tests: the data folder that EVENKEEL_DATA_DIR names is removed first, then `npm start`.
import { readTypeScript } from './lib/begin.mjs';

if (!process.env.EVENKEEL_DATA_DIR) throw new Error('EVENKEEL_DATA_DIR must name a folder that may be removed');
await readTypeScript();
const { reset } = await import('./start/reset.ts');
const { main } = await import('./start/main.ts');
process.exit((await reset()) || (await main()));
