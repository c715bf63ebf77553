import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Who signed in, and until when. */
export interface Session {
  readonly person: string;
  /** Milliseconds since 1970, of the machine's time: the test clock does not sign anybody out. */
  readonly expiresAt: number;
}

const sessionSchema = z.strictObject({ person: z.string().min(1).max(200), expiresAt: z.int() });

/** How long a session lasts. */
export const SESSION_HOURS = 12;

function signatureOf(body: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`session.${body}`).digest();
}

/**
 * Writes a session as the text of its cookie: what it says, and an HMAC of that.
 * @param secret 32 characters or more
 */
export function sealSession(session: Session, secret: string): string {
  const body = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `${body}.${signatureOf(body, secret).toString('base64url')}`;
}

/**
 * Reads a session's cookie; null if it was not sealed with this secret, or has expired.
 * @param now milliseconds since 1970
 * @example openSession(sealSession(session, secret), secret, Date.now())
 */
export function openSession(text: string, secret: string, now: number): Session | null {
  const [body, signature, ...rest] = text.split('.');
  if (body === undefined || signature === undefined || rest.length > 0) return null;
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf(body, secret);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const parsed = sessionSchema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  return parsed.success && parsed.data.expiresAt > now ? parsed.data : null;
}
