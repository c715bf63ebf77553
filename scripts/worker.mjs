// `npm run worker`: the worker alone, on the database of the site or one of its own (scripts/worker/main.ts).
import { ensureGenerated, ensureInstalled, root } from './lib/install.mjs';

process.chdir(root);
try {
  await ensureInstalled();
  await ensureGenerated();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
await import('./worker/main.ts');
