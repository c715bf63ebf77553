/** A number with its noun. @example counted(2, "order") === "2 orders"; counted(1204, "line") === "1,204 lines" */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
