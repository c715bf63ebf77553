import { may } from '@/contracts/permissions';
import { getActor } from '@/server/auth/actor';
import { systemDatabase } from '@/server/db/site';
import { readLiveVerification } from '@/server/queries/ops/verification';

const FRESH = { headers: { 'cache-control': 'no-store' } };

/** How far the newest check of the books is: for its page, which waits. */
export async function GET(): Promise<Response> {
  const actor = await getActor();
  if (actor === null) return Response.json({ message: 'Sign in.' }, { status: 401, ...FRESH });
  if (!may(actor.role, 'see-proofs'))
    return Response.json({ message: 'Your role sees no proofs.' }, { status: 403, ...FRESH });
  return Response.json(await readLiveVerification(systemDatabase().pool), FRESH);
}
