import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random letters and digits. A byte that would favour some letters is drawn again. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < ALPHABET.length * 4 && text.length < length) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
}

/** @example newId('pi') // "pi_3aB..." */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${randomText(length)}`;
}

/** What lets a browser act on one intent. @example newClientSecret('pi_1') // "pi_1_secret_..." */
export function newClientSecret(id: string): string {
  return `${id}_secret_${randomText(25)}`;
}
