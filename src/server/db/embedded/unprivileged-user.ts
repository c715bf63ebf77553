import { execFileSync, spawnSync } from 'node:child_process';

/** The account that PostgreSQL runs as. PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const ACCOUNT_NAME = 'postgres';

function findAccount(name: string): Account | null {
  try {
    const number = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: number('-u'), gid: number('-g') };
  } catch {
    return null;
  }
}

/**
 * The account to run PostgreSQL as when we are root: `postgres`, made if the system has none. Null for everybody else,
 * who run it as themselves.
 *
 * @throws Error where we are root and no account can be made.
 */
export function resolveAccount(onProgress: (message: string) => void): Account | null {
  if (process.getuid?.() !== 0) return null;
  const existing = findAccount(ACCOUNT_NAME);
  if (existing !== null) return existing;
  onProgress(`Creating the system account "${ACCOUNT_NAME}": PostgreSQL does not run as root`);
  const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', ACCOUNT_NAME], {
    encoding: 'utf8',
  });
  const account = findAccount(ACCOUNT_NAME);
  if (account === null) {
    const reason = made.error?.message ?? made.stderr.trim();
    throw new Error(
      `PostgreSQL does not run as root, and no account for it could be made (${reason}). Set DATABASE_URL.`,
    );
  }
  return account;
}

/** True where `account` (null: ourselves) may enter the folder: every folder above counts too. */
export function canReach(account: Account | null, folder: string): boolean {
  if (account === null) return true;
  // Asking the kernel as that user is right under ACLs and odd mounts as well, where reading modes is not.
  const asked = spawnSync('/bin/sh', ['-c', '[ -x "$1" ]', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' });
  return asked.status === 0;
}
