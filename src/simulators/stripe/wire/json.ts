/** Keys in Stripe's order: what it is first, the rest by name. */
function compareKeys(left: string, right: string): number {
  const rank = (key: string): number => (key === 'id' ? 0 : key === 'object' ? 1 : 2);
  return rank(left) - rank(right) || (left < right ? -1 : 1);
}

/** Writes an answer as Stripe does. The database keeps objects in an order of its own. */
export function writeJson(body: object): string {
  const ordered = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([left], [right]) => compareKeys(left, right)));
  };
  return JSON.stringify(body, ordered, 2);
}
