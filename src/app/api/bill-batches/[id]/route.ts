import { batchIdSchema } from '@/contracts/bill-batch';
import { may } from '@/contracts/permissions';
import { getActor } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { readBatch } from '@/server/queries/bill-batch';

const FRESH = { headers: { 'cache-control': 'no-store' } };

/** Whether anything of a batch has changed: for its page, which waits. 401, 403 and 404 as for a bill. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await getActor();
  if (actor === null) return Response.json({ message: 'Sign in.' }, { status: 401, ...FRESH });
  if (!may(actor.role, 'see-money'))
    return Response.json({ message: 'Your role sees no bills.' }, { status: 403, ...FRESH });
  const id = batchIdSchema.safeParse((await params).id);
  const batch =
    !id.success || actor.seller === null ? null : await readBatch(sellerDatabase().pool, actor.seller.id, id.data);
  if (batch === null) return Response.json({ message: 'There is no such payment.' }, { status: 404, ...FRESH });
  return Response.json({ version: batch.version, isMoving: batch.isMoving }, FRESH);
}
