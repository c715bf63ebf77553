// `npm run reset`: removes the embedded database and all that `npm start` remembers.
import { ensureInstalled, root } from './lib/install.mjs';

process.chdir(root);
await ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { reset } = await import('./start/reset.ts');
process.exit(await reset());
