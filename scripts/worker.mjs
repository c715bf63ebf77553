// `npm run worker`: the worker alone, on the database of the site or one of its own (scripts/worker/main.ts).
import { begin, readTypeScript } from './lib/begin.mjs';

await begin();
await readTypeScript();
await import('./worker/main.ts');
