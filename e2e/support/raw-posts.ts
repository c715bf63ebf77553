import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, APIResponse } from '@playwright/test';

/** Where the build is that the sites run. */
const BUILD = process.env.NEXT_DIST_DIR || '.next';

/** A server action as the build knows it. */
export interface BuiltAction {
  readonly id: string;
  readonly name: string;
  /** A page that has it, with something in the place of its parameters. */
  readonly page: string;
  /** What it asks for, as docs/permissions.md says. */
  readonly permission: string;
}

interface Manifest {
  readonly node: Readonly<
    Record<string, { readonly exportedName: string; readonly workers: Readonly<Record<string, unknown>> }>
  >;
}

/** "app/(cashier)/cashier/[bill]/page" is "/cashier/x". */
function addressOf(worker: string): string {
  const path = worker
    .replace(/^app/, '')
    .replace(/\/page$/, '')
    .replaceAll(/\/\([^)]*\)/g, '')
    .replaceAll(/\[[^\]]*\]/g, 'x');
  return path === '' ? '/' : path;
}

function permissionsByAction(): ReadonlyMap<string, string> {
  const text = readFileSync('docs/permissions.md', 'utf8');
  return new Map(
    [...text.matchAll(/^\| `(\w+)` \| ([\w-]+) \|/gm)].map(([, name = '', permission = '']) => [name, permission]),
  );
}

/** Every action that a browser can call in this build. */
export function builtActions(): readonly BuiltAction[] {
  const manifest = JSON.parse(
    readFileSync(join(BUILD, 'server', 'server-reference-manifest.json'), 'utf8'),
  ) as Manifest;
  const permissions = permissionsByAction();
  return Object.entries(manifest.node).map(([id, { exportedName, workers }]) => ({
    id,
    name: exportedName,
    page: addressOf(Object.keys(workers)[0] ?? ''),
    permission: permissions.get(exportedName) ?? 'unknown',
  }));
}

/** The pages and routes of this build, with something in the place of their parameters. */
export function builtPages(): readonly string[] {
  const routes = JSON.parse(readFileSync(join(BUILD, 'app-path-routes-manifest.json'), 'utf8')) as Record<
    string,
    string
  >;
  return Object.values(routes)
    .filter((route) => !route.startsWith('/_') && !route.endsWith('.svg'))
    .map((route) => route.replaceAll(/\[[^\]]*\]/g, '1'));
}

/** Fields of forms of ours, so that no action is refused for want of one. */
const FIELDS = {
  bill: 'bil_1',
  shop: 'ivy',
  method: 'bank-transfer',
  asks: '1.00',
  key: 'raw-post-key',
  nonce: 'raw-post-nonce',
  shown: 'full',
  choice: 'full',
  card: 'pm_1',
  change: 'remove',
  no: '2',
  role: 'viewer',
  access: 'all',
  email: 'raw@example.com',
  'idempotency-key': 'raw-post-key-1',
};

/** Sends an action what a browser with scripts would send, with the headers that a test chooses. */
export function postAction(
  request: APIRequestContext,
  { id, page }: BuiltAction,
  headers: Readonly<Record<string, string>>,
): Promise<APIResponse> {
  const fields = Object.fromEntries(Object.entries(FIELDS).map(([name, value]) => [`1_${name}`, value]));
  return request.post(page, {
    headers: { 'next-action': id, accept: 'text/x-component', ...headers },
    multipart: { ...fields, '0': '[{"status":"idle"},"$K1"]' },
    maxRedirects: 0,
  });
}

/** Whether an answer is a refusal: an error of the server, or a refusal of ours for who asks or from where. */
export async function isRefused(answer: APIResponse): Promise<boolean> {
  if (answer.status() >= 400) return true;
  return /"status":"refused","code":"(wrong-origin|not-signed-in|not-allowed)"/.test(await answer.text());
}
