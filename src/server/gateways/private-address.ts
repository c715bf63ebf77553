import 'server-only';
import { BlockList, isIP } from 'node:net';

/** Networks that are not the internet: a seller's address must not lead our server to its own neighbours (IANA special-purpose registries). */
const PRIVATE_NETWORKS: readonly (readonly [network: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  // Of IPv6 only what is given out as global is reached at all; within it, what carries an IPv4 address or is not routed.
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
];

const GLOBAL_IPV6: readonly [string, number] = ['2000::', 3];

const refused = new BlockList();
for (const [network, bits, family] of PRIVATE_NETWORKS) refused.addSubnet(network, bits, family);
const global = new BlockList();
global.addSubnet(...GLOBAL_IPV6, 'ipv6');

/** Whether an address is not of the public internet. @example isPrivateAddress("169.254.169.254") === true */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 4) return refused.check(address, 'ipv4');
  return !global.check(address, 'ipv6') || refused.check(address, 'ipv6');
}

/** Whether the host of an address is private as it stands, without asking anybody. Names that lead to private addresses are found when they are looked up. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (isIP(bare) !== 0) return isPrivateAddress(bare);
  return bare === 'localhost' || !bare.includes('.') || /\.(?:localhost|local|internal|home|lan)$/.test(bare);
}
