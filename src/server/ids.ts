import 'server-only';
import { randomBytes } from 'node:crypto';

/** What an id names, by its prefix. */
export type IdPrefix =
  | 'alr'
  | 'apl'
  | 'aut'
  | 'bac'
  | 'bil'
  | 'dcs'
  | 'cmd'
  | 'dry'
  | 'pay'
  | 'usr'
  | 'inv'
  | 'mem'
  | 'not'
  | 'svw'
  | 'chk'
  | 'viw'
  | 'bat'
  | 'whk'
  | 'tst';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;

function timePart(millis: number): string {
  let rest = millis;
  let text = '';
  for (let digit = 0; digit < TIME_DIGITS; digit += 1) {
    text = CROCKFORD.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * Mints an id: prefix and ULID, 48 bits of the machine's time and 80 random ones, so that ids sort by when they were made.
 * @example newId('bil') // 'bil_01K5J3...'
 */
export function newId(prefix: IdPrefix): string {
  const random = [...randomBytes(RANDOM_DIGITS)].map((byte) => CROCKFORD.charAt(byte % 32)).join('');
  return `${prefix}_${timePart(Date.now())}${random}`;
}

const REFERENCE_DIGITS = 8;

/** Mints the reference of a line in the log, short enough to be read out. @example newReference() // '7K2M9QXA' */
export function newReference(): string {
  return [...randomBytes(REFERENCE_DIGITS)].map((byte) => CROCKFORD.charAt(byte % 32)).join('');
}
