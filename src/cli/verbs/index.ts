import type { Verb } from '../verb';
import { books } from './books';
import { close } from './close';
import { demo } from './demo';
import { importBankStatement } from './import-bank-statement';
import { importFacts } from './import-facts';
import { importOlist } from './import-olist';
import { migrate } from './migrate';
import { verify } from './verify';

/** Every verb of the command line, in the order in which help lists them. */
export const VERBS: readonly Verb[] = [
  importFacts,
  importOlist,
  importBankStatement,
  close,
  books,
  verify,
  demo,
  migrate,
];
