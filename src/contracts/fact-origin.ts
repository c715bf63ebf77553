const ORIGINS: readonly (readonly [RegExp, string])[] = [
  [/^(dcs_[^:]+):confirmed$/, '/ops/decisions/'],
  [/^(apl_[^:]+):granted$/, '/ops/appeals/'],
  [/^bank-line:(\d+)$/, '/ops/matching/lines/'],
];

/**
 * Where ops read who caused a fact, and why: the decision, the appeal or the bank transfer that wrote it.
 * @param id of the fact, as `commandFactIds` gives it (src/domain/fact/command-ids.ts)
 * @returns null for what the marketplace recorded, and for what has no page of its own
 * @example factOriginPath('bank-line:12') === '/ops/matching/lines/12'
 */
export function factOriginPath(id: string): string | null {
  for (const [pattern, path] of ORIGINS) {
    const name = pattern.exec(id)?.[1];
    if (name !== undefined) return `${path}${name}`;
  }
  return null;
}
