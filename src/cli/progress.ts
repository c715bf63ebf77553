const WIDTH = 30;

/** Says something to whoever runs the command; stdout belongs to the result. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

/**
 * Draws a progress bar on stderr: on a terminal it moves in place, elsewhere it says each tenth once.
 * @returns what to call with the work done so far
 */
export function progressBar(label: string, unit: string): (done: number, total: number) => void {
  let lastTenth = -1;
  return (done, total) => {
    const share = total === 0 ? 1 : done / total;
    const full = Math.round(share * WIDTH);
    const bar = `${label} [${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${done}/${total} ${unit}`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r${bar}${done >= total ? '\n' : ''}`);
      return;
    }
    const tenth = Math.floor(share * 10);
    if (tenth === lastTenth) return;
    lastTenth = tenth;
    say(bar);
  };
}
