// `npm start`: plain Node and no package until they are installed, then the site itself (scripts/start/main.ts).
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
const { main } = await import('./start/main.ts');
process.exit(await main());
