import { closeRunSchema } from '@/contracts/close-runs';
import { may } from '@/contracts/permissions';
import { getActor } from '@/server/auth/actor';
import { systemDatabase } from '@/server/db/site';
import { liveOf, readCloseRun } from '@/server/queries/ops/close-runs';

const FRESH = { headers: { 'cache-control': 'no-store' } };

/** How far a close run is: for its page, which waits. 401, 403 and 404 as for a bill. */
export async function GET(_request: Request, { params }: { params: Promise<{ run: string }> }): Promise<Response> {
  const actor = await getActor();
  if (actor === null) return Response.json({ message: 'Sign in.' }, { status: 401, ...FRESH });
  if (!may(actor.role, 'see-runs'))
    return Response.json({ message: 'Your role sees no runs.' }, { status: 403, ...FRESH });
  const given = closeRunSchema.safeParse({ run: (await params).run });
  // Counts of a run, and nothing of a shop: the looks at the page itself are on record.
  const run = given.success ? await readCloseRun(systemDatabase().pool, given.data.run) : null;
  if (run === null) return Response.json({ message: 'There is no such run.' }, { status: 404, ...FRESH });
  return Response.json(liveOf(run), FRESH);
}
