import 'server-only';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes in base 32 (RFC 4648), without padding. @example toBase32(Buffer.from("foob")) // 'MZXW6YQ' */
export function toBase32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  let text = '';
  for (let at = 0; at < bits.length; at += 5) {
    text += BASE32.charAt(Number.parseInt(bits.slice(at, at + 5).padEnd(5, '0'), 2));
  }
  return text;
}

/** The address that an authenticator reads from a picture: codes of six digits, a new one each 30 seconds (RFC 6238). */
export function otpAddress({ secret, account }: { readonly secret: string; readonly account: string }): string {
  const issuer = 'Evenkeel';
  const search = new URLSearchParams({ secret: toBase32(Buffer.from(secret)), issuer, digits: '6', period: '30' });
  return `otpauth://totp/${issuer}:${encodeURIComponent(account)}?${search}`;
}
