import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}docs/policies.md`, 'utf8');
const domain = readdirSync(`${root}src/domain`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`${root}src/domain/${file}`, 'utf8'))
  .join('\n');

/** A row of the tables: sentence, source, rule, place, test. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| What it says'))
  .map((line) => {
    const cells = line.slice(2, -2).split('|');
    const [, file = '', title = ''] = /`([^`]+\.test\.ts)` › (.+)$/.exec(cells[4]?.trim() ?? '') ?? [];
    return { sentence: cells[0]?.trim() ?? '', rule: cells[2]?.trim() ?? '', place: cells[3] ?? '', file, title };
  });

/** Whether a title stands in the source of a test. */
function namesTitle(file: string, title: string): boolean {
  const source = readFileSync(`${root}tests/${file}`, 'utf8');
  return [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => source.includes(quoted));
}

describe('docs/policies.md', () => {
  it('has a row for each sentence of the seeds that decides about money or standing', () => {
    expect(rows.length).toBeGreaterThan(40);
  });

  it.each(rows)('$rule: "$sentence" is proven by a test that exists', ({ rule, file, title }) => {
    expect(rule).toMatch(/^R\d/);
    expect(existsSync(`${root}tests/${file}`)).toBe(true);
    expect(namesTitle(file, title)).toBe(true);
  });

  it.each(rows)('$rule: "$sentence" is kept in a place that exists', ({ place }) => {
    const names = [...place.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const found = name.endsWith('.ts')
        ? existsSync(`${root}src/domain/${name}`)
        : domain.includes(name) || domain.includes(name.split('.').at(-1) ?? name);
      expect(found, name).toBe(true);
    }
  });
});
