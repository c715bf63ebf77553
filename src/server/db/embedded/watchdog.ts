import { spawn } from 'node:child_process';

/** Ends the watch without doing its work. */
export type CancelWatch = () => void;

/**
 * Waits for the end of this process, however it comes (`kill -9` too): its standard input is a pipe from us, which the
 * kernel closes. Then it takes us off the list of users and, if no other user lives, stops PostgreSQL.
 * It is a shell in a session of its own, so that Ctrl-C in our terminal does not reach it.
 */
const RELEASE_SCRIPT = `
trap '' INT TERM HUP
read -r _
rm -f "$1/$2"
for user in "$1"/*; do
  [ -e "$user" ] || continue
  if kill -0 "\${user##*/}" 2>/dev/null; then exit 0; fi
  rm -f "$user"
done
kill -INT "$3" 2>/dev/null
`;

/** As above, for one child of ours. */
const TERMINATE_SCRIPT = `
trap '' INT TERM HUP
read -r _
kill -TERM "$1" 2>/dev/null
`;

function watch(script: string, values: readonly (string | number)[]): CancelWatch {
  const shell = spawn('/bin/sh', ['-c', script, 'evenkeel-watchdog', ...values.map(String)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  // A pipe would keep our event loop alive; unref exists on the socket behind it.
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref();
  shell.on('error', () => undefined);
  return () => void shell.kill('SIGKILL');
}

/** Stops the server `postmasterPid` after our death if no other process named in `usersDir` lives. */
export function watchOverCluster(usersDir: string, postmasterPid: number): CancelWatch {
  return watch(RELEASE_SCRIPT, [usersDir, process.pid, postmasterPid]);
}

/** Ends the child `pid` after our death. */
export function watchOverChild(pid: number): CancelWatch {
  return watch(TERMINATE_SCRIPT, [pid]);
}
