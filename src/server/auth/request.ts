import 'server-only';
import { cookies, headers } from 'next/headers';
import { env } from '../env';
import { clientAddress } from './client-address';

/** The header in which better-auth is told where a request came from; a browser's own is replaced. */
export const ADDRESS_HEADER = 'x-evenkeel-client-address';

/** The address that this request came from; empty where nobody said. */
export async function requestAddress(): Promise<string> {
  return clientAddress((await headers()).get('x-forwarded-for'), env().proxyCount);
}

/**
 * What better-auth is told of this request: its cookies, also those that an action has just set, its browser and where it came from. Nothing
 * else that a browser sends is passed on.
 */
export async function requestHeaders(): Promise<Headers> {
  const jar = await cookies();
  const cookie = jar.getAll().map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  return new Headers({
    cookie: cookie.join('; '),
    'user-agent': (await headers()).get('user-agent') ?? '',
    [ADDRESS_HEADER]: await requestAddress(),
  });
}
