/** A number with its noun. @example counted(2, "order") === "2 orders"; counted(1204, "line") === "1,204 lines"; counted(2, "entry") === "2 entries" */
export function counted(count: number, noun: string): string {
  const many = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : many}`;
}
