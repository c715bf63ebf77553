import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ALL_ROLES, may, PERMISSIONS, type Permission, ROLES, type Role } from '@/contracts/permissions';
import { actionFiles, type ExportedAction, exportedActions } from '../support/actions';
import { root, sourceFiles } from './source-files';

let actions: readonly ExportedAction[] = [];

beforeAll(async () => {
  actions = await exportedActions();
}, 60_000);

const permissions = Object.keys(PERMISSIONS) as Permission[];

describe('server actions', () => {
  it('are all made by the one wrapper', () => {
    expect(actions.filter(({ rules }) => rules === null).map(({ file, name }) => `${file} ${name}`)).toEqual([]);
    expect(actions.length).toBeGreaterThan(10);
  });

  it('are called in the log what they are called in the code', () => {
    expect(actions.map(({ rules }) => rules?.name)).toEqual(actions.map(({ name }) => name));
  });

  it('are as many as the files of actions export', () => {
    const texts = actionFiles().map((path) => readFileSync(join(root, path), 'utf8'));
    const exported = texts.flatMap((text) => text.match(/^export (?!type |interface )/gm) ?? []);
    expect(actions).toHaveLength(exported.length);
  });

  it('are whole files: no function inside of another becomes one', () => {
    const inline = sourceFiles('src', ['.ts', '.tsx']).filter(({ text }) => /^\s+['"]use server['"]/m.test(text));
    expect(inline.map(({ path }) => path)).toEqual([]);
  });

  it('use every permission that a page or a route does not', () => {
    const text = sourceFiles('src', ['.ts', '.tsx'])
      .filter(({ path }) => path !== 'src/contracts/permissions.ts')
      .map((file) => file.text)
      .join('\n');
    expect(permissions.filter((permission) => !text.includes(`'${permission}'`))).toEqual([]);
  });
});

function tableOf(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}

const tick = (role: Role, permission: Permission): string => (may(role, permission) ? 'yes' : '');

/** The document that says in words what the table of permissions says in code. */
function permissionsDocument(): string {
  const named = [...actions].sort((a, b) => (a.name < b.name ? -1 : 1));
  return `# Who may do what

Made from \`src/contracts/permissions.ts\` and the actions themselves; \`npx vitest run tests/architecture/actions.test.ts -u\` writes it anew. A test
fails while it is not up to date.

## Roles

${tableOf(
  ['Role', 'What it is for'],
  ALL_ROLES.map((role) => [`**${ROLES[role].name}**`, ROLES[role].means]),
)}

Owners give every role of a seller; admins give finance, support and viewer. Nobody changes themselves. Finance, support and viewer can be
restricted to shops.

## Permissions

${tableOf(
  ['May', ...ALL_ROLES.map((role) => ROLES[role].name)],
  permissions.map((permission) => [PERMISSIONS[permission].means, ...ALL_ROLES.map((role) => tick(role, permission))]),
)}

## Actions

Each checks, in this order: origin, session, permission, fields, rate, a fresh proof of who it is where it says so; then it is done, once where
it says so.

${tableOf(
  ['Action', 'Asks for', 'Fresh proof', 'Done once'],
  named.map(({ name, rules }) => [
    `\`${name}\``,
    rules?.permission ?? '',
    rules?.stepUp === 'never' ? '' : (rules?.stepUp ?? ''),
    rules?.isIdempotent ? 'yes' : '',
  ]),
)}
`;
}

describe('docs/permissions.md', () => {
  it('says what the table says', async () => {
    await expect(permissionsDocument()).toMatchFileSnapshot(join(root, 'docs', 'permissions.md'));
  });
});
