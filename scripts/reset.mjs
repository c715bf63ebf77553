// `npm run reset`: removes the embedded database and all that `npm start` remembers.
import { begin, readTypeScript } from './lib/begin.mjs';

await begin({ needsClient: false });
await readTypeScript();
const { reset } = await import('./start/reset.ts');
process.exit(await reset());
