import type { OpsRole, SellerRole } from '@/contracts/permissions';

/** The password of everybody in the demo. Their users are marked, and production refuses to start beside them. */
export const DEMO_PASSWORD = 'even-keel-demo';

/** An invented person of the demo; nobody is real. */
export interface DemoPerson {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: SellerRole;
  /** External ids of the shops that they may see; all where they are not named. */
  readonly shops?: readonly string[];
}

/** One of the marketplace's invented people. */
export interface DemoOps {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: OpsRole;
}

/** A seller of the demo: an organisation with its people and shops. */
export interface DemoSeller {
  readonly externalId: string;
  readonly name: string;
  /** One line for the sign-in page. */
  readonly note: string;
  readonly people: readonly DemoPerson[];
  readonly shops: readonly string[];
}

function owner(key: string, name: string, domain: string): DemoPerson {
  return { key, name, email: `${key}@${domain}.example`, role: 'owner' };
}

/** The sellers of product.md. */
export const DEMO_SELLERS: readonly DemoSeller[] = [
  {
    externalId: 'ivy-ceramics',
    name: 'Ivy Ceramics',
    note: 'a refund took it below zero, partly paid',
    people: [owner('ivy', 'Ivy Hart', 'ivy')],
    shops: ['ivy'],
  },
  {
    externalId: 'marlow-trading',
    name: 'Marlow Trading',
    note: '4 shops, one frozen, one inactive',
    people: [
      owner('mara', 'Mara Low', 'marlow'),
      { key: 'ada', name: 'Ada Brook', email: 'ada@marlow.example', role: 'admin' },
      {
        key: 'finn',
        name: 'Finn Ash',
        email: 'finn@marlow.example',
        role: 'finance',
        shops: ['marlow-outdoor', 'marlow-kitchen'],
      },
      { key: 'milo', name: 'Milo Dent', email: 'milo@marlow.example', role: 'support' },
      { key: 'vera', name: 'Vera Holt', email: 'vera@marlow.example', role: 'viewer' },
    ],
    shops: ['marlow-outdoor', 'marlow-archive', 'marlow-kitchen', 'marlow-garden'],
  },
  {
    externalId: 'nova-knits',
    name: 'Nova Knits',
    note: 'new, on probation, orders settle after 31 days',
    people: [owner('nell', 'Nell Vega', 'nova')],
    shops: ['nova'],
  },
  {
    externalId: 'quill-and-co',
    name: 'Quill & Co. Stationery',
    note: 'healthy, express, 12 months of orders',
    people: [owner('quentin', 'Quentin Ames', 'quill')],
    shops: ['quill'],
  },
  {
    externalId: 'rook-audio',
    name: 'Rook Audio',
    note: 'reserve level 0 after disputes, withdrawals frozen',
    people: [owner('ronan', 'Ronan Oake', 'rook')],
    shops: ['rook'],
  },
  {
    externalId: 'sable-textiles',
    name: 'Sable Textiles',
    note: 'a payout failed, the name did not match',
    people: [owner('sabine', 'Sabine Finch', 'sable')],
    shops: ['sable'],
  },
];

/** The marketplace's people of product.md. */
export const DEMO_OPS: readonly DemoOps[] = [
  { key: 'ops:otis', name: 'Otis Reed', email: 'otis@marketplace.example', role: 'ops-agent' },
  { key: 'ops:lena', name: 'Lena Voss', email: 'lena@marketplace.example', role: 'ops-lead' },
  { key: 'ops:vito', name: 'Vito Marsh', email: 'vito@marketplace.example', role: 'ops-viewer' },
];
