import { type FileHandle, open, rm } from 'node:fs/promises';
import { UsageError } from './usage';

/** A file that was made and holds nothing yet. */
export interface NewFile {
  /** @throws Error where the text cannot be kept; nothing of it stays then */
  readonly write: (text: string) => Promise<void>;
  /** Takes the empty file away again. */
  readonly drop: () => Promise<void>;
}

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

/**
 * Makes a file for its owner only, before anything depends on it. One that is there already is never written over.
 * @throws UsageError where it cannot be made
 */
export async function openNewFile(path: string): Promise<NewFile> {
  try {
    return newFileOf(await open(path, 'wx', 0o600), path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'EEXIST') throw new UsageError(`${path} exists already; name a new file or remove that one.`);
    throw new UsageError(`${path} cannot be written: ${error.message}`);
  }
}

/** A file over an open handle. */
export function newFileOf(handle: FileHandle, path: string): NewFile {
  const drop = async () => {
    await handle.close();
    await rm(path, { force: true });
  };
  return {
    drop,
    write: async (text) => {
      try {
        await handle.writeFile(text);
        await handle.sync();
      } catch (error) {
        await drop();
        throw error;
      }
      await handle.close();
    },
  };
}
