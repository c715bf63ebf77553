import 'server-only';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import { cookies } from 'next/headers';
import { env } from '../env';

const SHOP = 'ek_shop';

/** Gives the browser the cookies that better-auth answered with. Actions only. */
export async function keepCookies(answered: Headers): Promise<void> {
  const jar = await cookies();
  for (const line of answered.getSetCookie()) {
    for (const [name, cookie] of parseSetCookieHeader(line)) {
      jar.set(name, cookie.value, toCookieOptions(cookie) as Parameters<typeof jar.set>[2]);
    }
  }
}

/** External id of the shop that was chosen last. It is only a wish: whoever reads it checks it against the actor's shops. */
export async function readChosenShop(): Promise<string | null> {
  return (await cookies()).get(SHOP)?.value ?? null;
}

/** Remembers a shop that the actor was found to have. Actions only. */
export async function writeChosenShop(externalId: string): Promise<void> {
  const secure = env().appOrigin.startsWith('https:');
  (await cookies()).set(SHOP, externalId, { httpOnly: true, sameSite: 'lax', secure, path: '/' });
}

/** Forgets it. Actions only. */
export async function clearShop(): Promise<void> {
  (await cookies()).delete(SHOP);
}
