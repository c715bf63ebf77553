import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import type { Role } from './permissions';

/** Length is the only rule of a password, besides that it is not a common one. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

/** A browser in which a user is signed in. */
export interface OwnSessionDto {
  readonly id: string;
  /** What the browser called itself; empty where it said nothing. */
  readonly userAgent: string;
  /** Its address, of IPv6 the network; empty where nobody knows. */
  readonly address: string;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
  /** Whether it is the browser that asks. */
  readonly isThis: boolean;
}

/** One of those for whom a user works. */
export interface MembershipDto {
  readonly personKey: string;
  /** The seller's name; of the marketplace's own people its own. */
  readonly name: string;
  readonly role: Role;
  /** Whether the browser acts as it now. */
  readonly isPresent: boolean;
}

/** A password as it is typed to prove who one is: whatever it is, it is only compared. */
export const givenPassword = z.string().min(1, 'Enter your password.').max(PASSWORD_LENGTH.max, 'This is too long.');

/** A password to be set. */
export const newPassword = z
  .string()
  .min(PASSWORD_LENGTH.min, `Use ${PASSWORD_LENGTH.min} characters or more; a few words are good.`)
  .max(PASSWORD_LENGTH.max, `Use ${PASSWORD_LENGTH.max} characters or fewer.`);

/** An e-mail address as it is typed; it is kept in lower case. */
export const emailAddress = z.string().trim().toLowerCase().pipe(z.email('Enter an e-mail address.').max(200));

/** Six digits, with or without blanks between them. */
export const oneTimeCode = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the 6 digits that your authenticator shows.'));

/** "aB3dE-fG6hI", with or without the dash. */
export const recoveryCode = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[A-Za-z0-9]{10}$/, 'Enter one of your recovery codes, such as aB3dE-fG6hI.'))
  .transform((text) => `${text.slice(0, 5)}-${text.slice(5)}`);

/** A page of ours to go back to; anything else becomes the overview. @example pathWithin.parse("//elsewhere.example") // '/finances' */
export const pathWithin = z
  .string()
  .max(2_000)
  .refine((path) => {
    if (!path.startsWith('/') || !URL.canParse(path, 'https://here.invalid')) return false;
    return new URL(path, 'https://here.invalid').origin === 'https://here.invalid';
  })
  .catch('/finances');

/** Search parameters of the page that asks for a fresh proof. */
export const confirmSearchSchema = z.object({ back: pathWithin });
