import { ensureGenerated, ensureInstalled, root } from './install.mjs';

/**
 * Puts what a script stands on in place, from the folder of the clone: the packages, and where it asks for one a database client.
 * Where that fails it is said, and the process ends with 1.
 * @param {{ print?: (line: string) => void, needsClient?: boolean }} [options]
 */
export async function begin({ print, needsClient = true } = {}) {
  try {
    await ensureInstalled(print);
    if (needsClient) await ensureGenerated(print);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/** Lets this process import TypeScript, and go by the folder of the clone. */
export async function readTypeScript() {
  process.chdir(root);
  const { register } = await import('tsx/esm/api');
  register();
}
