/** Roles of a seller's members. Each gets the least that its work needs. */
export const SELLER_ROLES = ['owner', 'admin', 'finance', 'support', 'viewer'] as const;
export type SellerRole = (typeof SELLER_ROLES)[number];

/** Roles of the marketplace's own staff. */
export const OPS_ROLES = ['ops-viewer', 'ops-agent', 'ops-lead'] as const;
export type OpsRole = (typeof OPS_ROLES)[number];

/** What a person is, for a seller or for the marketplace. */
export type Role = SellerRole | OpsRole;

export const ALL_ROLES: readonly Role[] = [...SELLER_ROLES, ...OPS_ROLES];

/** Each role's name, and what it is for in half a sentence. */
export const ROLES = {
  owner: { name: 'owner', means: 'everything, and alone bank accounts and other owners' },
  admin: { name: 'admin', means: 'everything but bank accounts and owners' },
  finance: { name: 'finance', means: 'sees the money and pays bills' },
  support: { name: 'support', means: 'sees no money' },
  viewer: { name: 'viewer', means: 'sees the money and changes nothing' },
  'ops-viewer': { name: 'ops viewer', means: 'sees every shop, each look recorded' },
  'ops-agent': { name: 'ops agent', means: 'sees every shop and works on its cases' },
  'ops-lead': { name: 'ops lead', means: 'an agent who also approves' },
} as const satisfies Record<Role, { readonly name: string; readonly means: string }>;

/**
 * Who may do what: the one table. Actions, pages and routes ask it by `may`; docs/permissions.md and the permission matrix test are made
 * from it.
 */
export const PERMISSIONS = {
  'use-own-account': {
    means: 'sign out, change the own password and two-factor, see and end the own sessions',
    roles: ALL_ROLES,
  },
  'see-shops': { means: 'choose a shop and see what is not money', roles: SELLER_ROLES },
  'see-money': {
    means: 'see balances, statements, payouts, reserves and bills, and export them',
    roles: ['owner', 'admin', 'finance', 'viewer'],
  },
  'pay-bills': { means: 'start, pay and cancel bills', roles: ['owner', 'admin', 'finance'] },
  'manage-cards': { means: 'add, remove and choose saved cards', roles: ['owner', 'admin', 'finance'] },
  'change-payout-schedule': {
    means: 'choose the days on which payouts are made',
    roles: ['owner', 'admin', 'finance'],
  },
  'appeal-measures': {
    means: 'appeal against measures in force',
    roles: ['owner', 'admin', 'finance'],
  },
  'manage-alerts': {
    means: 'make, change, pause and delete alert rules; of money only with see-money',
    roles: ['owner', 'admin', 'finance', 'support'],
  },
  'check-shops': {
    means: 'tick rows of the daily checklist of a shop',
    roles: ['owner', 'admin', 'finance', 'support'],
  },
  'manage-bank-accounts': { means: 'link, verify, choose and remove bank accounts', roles: ['owner'] },
  'manage-webhooks': { means: 'send notices to a server of their own', roles: ['owner', 'admin'] },
  'manage-members': { means: 'invite, change and remove members', roles: ['owner', 'admin'] },
  'see-audit-log': { means: 'see what was done for the seller, and by whom', roles: ['owner', 'admin'] },
  'see-appeals': { means: 'see the appeals of every shop, with their files', roles: OPS_ROLES },
  'decide-appeals': { means: 'grant or refuse an appeal', roles: ['ops-agent', 'ops-lead'] },
  'see-policy-versions': { means: 'see every version of the policies and their dry runs', roles: OPS_ROLES },
  'schedule-policies': {
    means: 'schedule and withdraw versions of a policy, ask for dry runs',
    roles: ['ops-agent', 'ops-lead'],
  },
  'confirm-policies': { means: 'confirm versions that somebody else scheduled', roles: ['ops-lead'] },
  'see-every-shop': {
    means: 'see every shop’s books, facts, holds, journals, payouts and bills, each look recorded',
    roles: OPS_ROLES,
  },
  'write-notes': { means: 'write notes on shops and statements for colleagues', roles: ['ops-agent', 'ops-lead'] },
  'propose-decisions': {
    means:
      'propose reserve levels, exemptions, adjustments, outcomes of disputes, closures, payout retries and write-offs',
    roles: ['ops-agent', 'ops-lead'],
  },
  'confirm-decisions': { means: 'confirm or refuse decisions that somebody else proposed', roles: ['ops-lead'] },
  'match-money': {
    means: 'match bank transfers, unmatched facts and bank returns, and import bank files',
    roles: ['ops-agent', 'ops-lead'],
  },
  'see-runs': { means: 'see close runs, jobs and their failures', roles: OPS_ROLES },
  'run-books': { means: 'start, pause and retry closes and jobs', roles: ['ops-agent', 'ops-lead'] },
  'see-proofs': { means: 'see reconciliations, seals and invariants', roles: OPS_ROLES },
  'check-books': { means: 'have the books reconciled, verified and sealed again', roles: ['ops-agent', 'ops-lead'] },
  'see-every-audit-log': { means: 'see the audit log of every seller and of the marketplace', roles: OPS_ROLES },
} as const satisfies Record<string, { readonly means: string; readonly roles: readonly Role[] }>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role has a permission. @example may("support", "see-money") === false */
export function may(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission].roles;
  return roles.includes(role);
}

/** The roles that somebody of a role may give, and whose holders they may change: owners all, admins those below them. */
export const GRANTS = {
  owner: SELLER_ROLES,
  admin: ['finance', 'support', 'viewer'],
  finance: [],
  support: [],
  viewer: [],
  'ops-viewer': [],
  'ops-agent': [],
  'ops-lead': [],
} as const satisfies Record<Role, readonly SellerRole[]>;

/** Whether somebody of a role may make others `role`, or change those who have it. @example mayGrant("admin", "owner") === false */
export function mayGrant(granter: Role, role: SellerRole): boolean {
  const roles: readonly SellerRole[] = GRANTS[granter];
  return roles.includes(role);
}
