import 'server-only';
import { createHash } from 'node:crypto';
import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { type ActionState, refusedAction } from '@/contracts/action';
import type { Connection } from '../db/database';

/** The field of a form that names its rendering. */
const IDEMPOTENCY_FIELD = 'idempotency-key';

const keySchema = z.string().regex(/^[\w-]{8,64}$/);

/** After this long without an answer the one who began it is taken to have died. */
const GIVEN_UP_AFTER = '2 minutes';

/** What was answered to a form: a state to show, or a page to go to. */
type Answer = { readonly state: ActionState<unknown> } | { readonly redirect: string };

/** A form whose key was claimed: it is to be answered, or the key set free again. */
interface Claim {
  readonly person: string;
  readonly key: string;
}

/** What is known of a form: it is new and now claimed; it was answered; it is being answered; or its key came with other fields before. */
type Claiming =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'busy' }
  | { readonly kind: 'other-request' };

/** The key that a form carries; null where it has none that is one. */
function readActionKey(form: FormData): string | null {
  return keySchema.safeParse(form.get(IDEMPOTENCY_FIELD)).data ?? null;
}

/** What a form asks for, so that the same key with another wish is seen. Fields of the framework do not count. */
function fingerprintOf(form: FormData): string {
  const fields = [...form]
    .filter(([name]) => !name.startsWith('$ACTION'))
    .map(([name, value]) => [name, String(value)]);
  fields.sort(([a = '', x = ''], [b = '', y = '']) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url');
}

/** Claims a form's key, so that of several sendings one is carried out. */
async function claimKey(connection: Connection, claim: Claim, fingerprint: string): Promise<Claiming> {
  const { rowCount } = await connection.query(
    `INSERT INTO action_key AS k (person_key, key, fingerprint) VALUES ($1, $2, $3)
     ON CONFLICT (person_key, key) DO UPDATE SET begun_at = now()
      WHERE k.answer IS NULL AND k.fingerprint = $3 AND k.begun_at < now() - interval '${GIVEN_UP_AFTER}'`,
    [claim.person, claim.key, fingerprint],
  );
  if (rowCount === 1) return { kind: 'claimed', claim };
  const { rows } = await connection.query<{ readonly fingerprint: string; readonly answer: string | null }>(
    'SELECT fingerprint, answer FROM action_key WHERE person_key = $1 AND key = $2',
    [claim.person, claim.key],
  );
  const [known] = rows;
  if (known !== undefined && known.fingerprint !== fingerprint) return { kind: 'other-request' };
  if (known === undefined || known.answer === null) return { kind: 'busy' };
  return { kind: 'answered', answer: JSON.parse(known.answer) as Answer };
}

/** Keeps the answer for whoever sends the form again. */
async function keepAnswer(connection: Connection, { person, key }: Claim, answer: Answer): Promise<void> {
  await connection.query('UPDATE action_key SET answer = $3 WHERE person_key = $1 AND key = $2', [
    person,
    key,
    JSON.stringify(answer),
  ]);
}

/** Sets a key free: nothing was done under it, so the form may be sent again. */
async function freeKey(connection: Connection, { person, key }: Claim): Promise<void> {
  await connection.query('DELETE FROM action_key WHERE person_key = $1 AND key = $2', [person, key]);
}

/** The page that a thrown redirect leads to; null for anything else that was thrown. */
function redirectOf(error: unknown): string | null {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  const [kind, , ...rest] = digest.split(';');
  return kind === 'NEXT_REDIRECT' ? rest.slice(0, -2).join(';') : null;
}

/**
 * Carries a form out once: sent again, or twice at the same time, it is given the first answer and nothing is done again. What was refused,
 * or broke, was not done and may be sent again.
 * @param person key of who sends it; theirs alone, so nobody is given another's answer
 */
export async function answerOnce<Value>(
  connection: Connection,
  person: string,
  form: FormData,
  work: () => Promise<ActionState<Value>>,
): Promise<ActionState<Value>> {
  const key = readActionKey(form);
  if (key === null) return refusedAction('invalid', 'The form is not complete. Open the page again.');
  const claiming = await claimKey(connection, { person, key }, fingerprintOf(form));
  switch (claiming.kind) {
    case 'busy':
      return refusedAction('conflict', 'This is being done already. Wait a moment, then look again.');
    case 'other-request':
      return refusedAction('conflict', 'This form was sent before with something else in it. Open the page again.');
    case 'answered':
      if ('redirect' in claiming.answer) redirect(claiming.answer.redirect as Route);
      return claiming.answer.state as ActionState<Value>;
    case 'claimed':
      return answerClaimed(connection, claiming.claim, work);
  }
}

async function answerClaimed<Value>(
  connection: Connection,
  claim: Claim,
  work: () => Promise<ActionState<Value>>,
): Promise<ActionState<Value>> {
  try {
    const state = await work();
    if (state.status === 'done') await keepAnswer(connection, claim, { state });
    else await freeKey(connection, claim);
    return state;
  } catch (error) {
    const page = redirectOf(error);
    if (page === null) await freeKey(connection, claim);
    else await keepAnswer(connection, claim, { redirect: page });
    throw error;
  }
}
