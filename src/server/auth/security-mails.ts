import 'server-only';
import { postMail } from '../commands/mail/post-mail';
import type { Connection } from '../db/database';
import { env } from '../env';
import { newId } from '../ids';

/** To whom: their name and address. */
export interface Addressee {
  readonly name: string;
  readonly email: string;
}

const SECURITY_PATH = '/account/security';

/** What every mail about one's own sign-in ends with. */
function ifNotYou(): string {
  const { appOrigin } = env();
  return `If this was not you, set a new password at once: ${appOrigin}/forgot-password\n\nThen look at who is signed in: ${appOrigin}${SECURITY_PATH}`;
}

/** Sends the link with which a new password is set. */
export async function mailResetLink(
  connection: Connection,
  { name, email }: Addressee,
  { token, minutes }: { readonly token: string; readonly minutes: number },
): Promise<void> {
  const link = `${env().appOrigin}/reset-password?token=${encodeURIComponent(token)}`;
  await postMail(connection, {
    key: `password-reset ${newId('aut')}`,
    kind: 'password-reset',
    to: email,
    subject: 'Set a new password',
    text: `Hello ${name},\n\nsomebody, we hope you, asked for a new password for ${email}. Set it here within ${minutes} minutes: ${link}\n\nThe link works once. If you did not ask for it, do nothing: your password stays as it is.`,
  });
}

/** Says that the password is another now. */
export async function mailPasswordChanged(connection: Connection, { name, email }: Addressee): Promise<void> {
  await postMail(connection, {
    key: `password-changed ${newId('aut')}`,
    kind: 'password-changed',
    to: email,
    subject: 'Your password was changed',
    text: `Hello ${name},\n\nthe password for ${email} was changed just now, and every other browser was signed out.\n\n${ifNotYou()}`,
  });
}

const TWO_FACTOR_WORDS = {
  on: {
    subject: 'Two-factor sign-in is on',
    said: 'two-factor sign-in was turned on just now: from now on signing in asks for a code of your authenticator.',
  },
  off: {
    subject: 'Two-factor sign-in is off',
    said: 'two-factor sign-in was turned off just now: your password alone signs you in.',
  },
  'new-codes': {
    subject: 'You have new recovery codes',
    said: 'new recovery codes were made just now. The old ones work no more.',
  },
} as const;

/** Says that two-factor was turned on or off, or has new recovery codes. */
export async function mailTwoFactorChanged(
  connection: Connection,
  { name, email }: Addressee,
  change: keyof typeof TWO_FACTOR_WORDS,
): Promise<void> {
  const { subject, said } = TWO_FACTOR_WORDS[change];
  await postMail(connection, {
    key: `two-factor-changed ${newId('aut')}`,
    kind: 'two-factor-changed',
    to: email,
    subject,
    text: `Hello ${name},\n\n${said}\n\n${ifNotYou()}`,
  });
}

/** Says that a recovery code was spent, and how many are left. */
export async function mailRecoveryUsed(
  connection: Connection,
  { name, email }: Addressee,
  left: number,
): Promise<void> {
  await postMail(connection, {
    key: `two-factor-changed ${newId('aut')}`,
    kind: 'two-factor-changed',
    to: email,
    subject: 'A recovery code was used to sign in',
    text: `Hello ${name},\n\na recovery code was used just now to sign in as ${email}. ${left === 0 ? 'None is left: make new ones.' : `${left} are left.`}\n\n${ifNotYou()}`,
  });
}

/** Says that somebody signed in from a browser that was not used before: to the marketplace's own people, who have no inbox. */
export async function mailNewSignIn(
  connection: Connection,
  { name, email }: Addressee,
  { browser, address }: { readonly browser: string; readonly address: string },
): Promise<void> {
  await postMail(connection, {
    key: `new-sign-in ${newId('aut')}`,
    kind: 'new-sign-in',
    to: email,
    subject: `New sign-in: ${browser}`,
    text: `Hello ${name},\n\nsomebody, we hope you, signed in with ${browser}${address === '' ? '' : ` from ${address}`}, from a browser that you had not used before.\n\n${ifNotYou()}`,
  });
}
