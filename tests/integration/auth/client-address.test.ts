import { describe, expect, it } from 'vitest';
import { addressText, clientAddress, networkOf } from '@/server/auth/client-address';

describe('the address of a request', () => {
  it.each([
    ['the only entry, which Next writes', '192.0.2.7', 1, '192.0.2.7'],
    ['the last entry behind one proxy: what stands before it a browser wrote', '10.0.0.1, 192.0.2.7', 1, '192.0.2.7'],
    ['the one before the last behind two proxies', '10.0.0.1, 192.0.2.7, 198.51.100.1', 2, '192.0.2.7'],
    ['the first where there are fewer entries than proxies', '192.0.2.7', 2, '192.0.2.7'],
    ['none where nobody said', null, 1, ''],
  ])('is %s', (_name, header, proxies, address) => {
    expect(clientAddress(header, proxies)).toBe(address);
  });
});

describe('what is limited together', () => {
  it.each([
    ['an IPv4 address by itself', '192.0.2.7', '192.0.2.7'],
    ['an IPv4 address that is written as IPv6', '::ffff:192.0.2.7', '192.0.2.7'],
    ['an IPv6 address with its /64', '2001:DB8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
    ['a shortened IPv6 address with its /64', '2001:db8::1', '2001:db8:0:0::/64'],
    ['an IPv6 address of an interface', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['leading zeros as none', '2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
    ['what is no address', 'a secret', 'unknown'],
    ['nothing', '', 'unknown'],
  ])('is %s', (_name, address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is shown as what it is, this machine by name', () => {
    expect(['::1', '127.0.0.1', '192.0.2.7', '2001:db8::1', ''].map(addressText)).toEqual([
      'this machine',
      'this machine',
      '192.0.2.7',
      '2001:db8:0:0::/64',
      '',
    ]);
  });
});
