import 'server-only';
import { isIPv4, isIPv6 } from 'node:net';

/** What stands for an address that is missing or none: everybody without one is limited together. */
const UNKNOWN = 'unknown';

/**
 * The address that a request came from: each proxy writes whom it was asked by at the end of X-Forwarded-For, so with one proxy it is the last
 * entry; what stands before it was written by the browser. Without any proxy, Next writes the only one.
 * @param proxyCount how many proxies stand before the site, 1 or more
 * @example clientAddress("spoofed, 192.0.2.7", 1) // '192.0.2.7'
 */
export function clientAddress(forwardedFor: string | null, proxyCount: number): string {
  const entries = (forwardedFor ?? '').split(',').map((entry) => entry.trim());
  return entries.at(-proxyCount) ?? entries[0] ?? '';
}

/** Whether it is this machine itself that asks. */
function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const missing = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(missing).fill('0'), ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}

/** An address as it is shown: of IPv6 the network, since the rest says nothing. */
export function addressText(address: string): string {
  const network = networkOf(address);
  if (network === UNKNOWN) return '';
  return isLoopback(address) ? 'this machine' : network;
}

/**
 * What is limited together: an IPv4 address by itself, an IPv6 address with all of its /64, since a single line has all of those.
 * @example networkOf("2001:db8:1:2:aaaa::1") // '2001:db8:1:2::/64'
 */
export function networkOf(address: string): string {
  const text = address.toLowerCase().replace(/%.*$/, '');
  if (isIPv4(text)) return text;
  const mapped = /^(?:0{0,4}:){2,6}ffff:(?<v4>[\d.]+)$/.exec(text)?.groups?.['v4'];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  if (!isIPv6(text)) return UNKNOWN;
  return `${groupsOf(text).slice(0, 4).join(':')}::/64`;
}
