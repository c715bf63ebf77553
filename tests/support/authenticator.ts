import { createHmac } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => BASE32.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/**
 * What an authenticator shows that was given the key (RFC 6238: HMAC-SHA-1 of the number of half minutes, six digits of it).
 * @param steps half minutes from now: the site takes those beside the present one too
 */
export function authenticatorCode(key: string, steps = 0): string {
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac('sha1', fromBase32(key.replaceAll(' ', '')))
    .update(count)
    .digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
}

/** A code that an authenticator with this key shows neither now nor in the half minutes beside it. */
export function wrongCode(key: string): string {
  const right = new Set([-2, -1, 0, 1, 2].map((steps) => authenticatorCode(key, steps)));
  return ['000000', '000001', '000002', '000003', '000004', '000005'].find((code) => !right.has(code)) ?? '';
}
