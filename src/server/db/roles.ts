// No 'server-only' here: `npm start` and the worker use it outside any React server bundle. It imports nothing of ours.

/** What the application connects as. None owns a table, and none can bypass row-level security (docs/decisions/0020). */
export const DATABASE_ROLES = ['evenkeel_app', 'evenkeel_worker', 'evenkeel_ops'] as const;

/**
 * - `evenkeel_app`: pages and actions of sellers; sees the shops of who asks
 * - `evenkeel_worker`: jobs, webhooks, sign-in; sees every shop
 * - `evenkeel_ops`: the marketplace's own people; reads every shop, each reading on record
 */
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/** An address for each role. */
export type RoleUrls = Readonly<Record<DatabaseRole, string>>;

/**
 * The address with options for the start of the session, behind those that it has.
 * @example withOptions("postgresql://localhost/books", "-c TimeZone=UTC")
 */
export function withOptions(url: string, options: string): string {
  const [address = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  const before = parameters.get('options');
  parameters.set('options', before === null ? options : `${before} ${options}`);
  // URLSearchParams writes a blank as "+", which only forms read as one.
  return `${address}?${parameters.toString().replaceAll('+', '%20')}`;
}

/**
 * The addresses of the roles: those that are told, and for the others the owner's, whose connections then act as the role from their start.
 * That binds every query of ours, though not somebody who can send SQL of their own: RESET ROLE does not lead back, SET ROLE NONE does.
 */
export function roleUrls(ownerUrl: string, told: Partial<Record<DatabaseRole, string | undefined>>): RoleUrls {
  const urlOf = (role: DatabaseRole): string => told[role] ?? withOptions(ownerUrl, `-c role=${role}`);
  return {
    evenkeel_app: urlOf('evenkeel_app'),
    evenkeel_worker: urlOf('evenkeel_worker'),
    evenkeel_ops: urlOf('evenkeel_ops'),
  };
}
