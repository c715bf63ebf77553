import 'server-only';
import { cookies } from 'next/headers';
import { env } from '../env';
import { openSession, SESSION_HOURS, sealSession } from './session';

const SESSION = 'ek_session';
const SHOP = 'ek_shop';

function options(): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: '/' } {
  return { httpOnly: true, sameSite: 'lax', secure: env().appOrigin.startsWith('https:'), path: '/' };
}

/** The person who is signed in, or null. */
export async function readPerson(): Promise<string | null> {
  const sealed = (await cookies()).get(SESSION)?.value;
  return sealed === undefined ? null : (openSession(sealed, env().sessionSecret, Date.now())?.person ?? null);
}

/** Signs a person in: a new session, and no shop chosen yet. Actions only. */
export async function writePerson(person: string): Promise<void> {
  const jar = await cookies();
  const lifetime = SESSION_HOURS * 3_600_000;
  const sealed = sealSession({ person, expiresAt: Date.now() + lifetime }, env().sessionSecret);
  jar.set(SESSION, sealed, { ...options(), maxAge: lifetime / 1000 });
  jar.delete(SHOP);
}

/** Signs out. Actions only. */
export async function clearPerson(): Promise<void> {
  const jar = await cookies();
  jar.delete(SESSION);
  jar.delete(SHOP);
}

/** External id of the shop that was chosen last. It is only a wish: whoever reads it checks it against the actor's shops. */
export async function readChosenShop(): Promise<string | null> {
  return (await cookies()).get(SHOP)?.value ?? null;
}

/** Remembers a shop that the actor was found to have. Actions only. */
export async function writeChosenShop(externalId: string): Promise<void> {
  (await cookies()).set(SHOP, externalId, options());
}
