import type { Verb } from '../verb';
import { books } from './books';
import { close } from './close';
import { demo } from './demo';
import { exportNacha } from './export-nacha';
import { importBankReturns } from './import-bank-returns';
import { importBankStatement } from './import-bank-statement';
import { importFacts } from './import-facts';
import { importOlist } from './import-olist';
import { migrate } from './migrate';
import { opsAdd } from './ops-add';
import { reconcile } from './reconcile';
import { sellerOpen } from './seller-open';
import { verify } from './verify';
import { verifySealsVerb } from './verify-seals';

/** Every verb of the command line, in the order in which help lists them. */
export const VERBS: readonly Verb[] = [
  importFacts,
  importOlist,
  importBankStatement,
  importBankReturns,
  exportNacha,
  close,
  books,
  verify,
  verifySealsVerb,
  reconcile,
  sellerOpen,
  opsAdd,
  demo,
  migrate,
];
