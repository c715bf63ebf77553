import type { ListedVerb } from '../verb';

/** Every verb of the command line, in the order in which help lists them. Each is loaded when it is called: help and wrong words need none. */
export const VERBS: readonly ListedVerb[] = [
  {
    name: 'import facts',
    summary: 'record the facts of a JSONL file',
    load: async () => (await import('./import-facts')).importFacts,
  },
  {
    name: 'import olist',
    summary: 'record the orders of the Olist data set',
    load: async () => (await import('./import-olist')).importOlist,
  },
  {
    name: 'import bank-statement',
    summary: "match a bank statement's credits with bills, keep its debits",
    load: async () => (await import('./import-bank-statement')).importBankStatement,
  },
  {
    name: 'import bank-returns',
    summary: 'record payouts that a bank refused or sent back',
    load: async () => (await import('./import-bank-returns')).importBankReturns,
  },
  {
    name: 'export nacha',
    summary: 'write payouts as a NACHA file for a bank',
    load: async () => (await import('./export-nacha')).exportNacha,
  },
  {
    name: 'close',
    summary: 'close every open day through a day',
    load: async () => (await import('./close')).close,
  },
  {
    name: 'books',
    summary: 'show the books of shops as JSON',
    load: async () => (await import('./books')).books,
  },
  {
    name: 'verify',
    summary: 'check every invariant and replay every shop',
    load: async () => (await import('./verify')).verify,
  },
  {
    name: 'verify-seals',
    summary: 'make every daily seal again from the stored rows',
    load: async () => (await import('./verify-seals')).verifySealsVerb,
  },
  {
    name: 'reconcile',
    summary: 'compare the books with the card provider and the bank, day by day',
    load: async () => (await import('./reconcile')).reconcile,
  },
  {
    name: 'seller open',
    summary: 'make a seller of shops, and invite its owner',
    load: async () => (await import('./seller-open')).sellerOpen,
  },
  {
    name: 'ops add',
    summary: 'make somebody one of the marketplace’s people',
    load: async () => (await import('./ops-add')).opsAdd,
  },
  {
    name: 'demo',
    summary: 'make the demo sellers by replaying their facts',
    load: async () => (await import('./demo')).demo,
  },
  {
    name: 'migrate',
    summary: 'bring the database to the schema of this version',
    load: async () => (await import('./migrate')).migrate,
  },
];
