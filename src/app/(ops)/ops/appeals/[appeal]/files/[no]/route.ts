import { may } from '@/contracts/permissions';
import { requireActor } from '@/server/auth/actor';
import { opsDatabase } from '@/server/db/ops';
import { appealFileResponse } from '@/server/exports/appeal-file';

export const dynamic = 'force-dynamic';

export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ readonly appeal: string; readonly no: string }> },
): Promise<Response> {
  const actor = await requireActor();
  if (!may(actor.role, 'see-appeals')) return new Response('Your role sees no appeals.', { status: 403 });
  const asked = await params;
  const purpose = `file ${asked.no.slice(0, 3)} of appeal ${asked.appeal.slice(0, 40)}`;
  return appealFileResponse(opsDatabase({ person: actor.person.key, purpose }).pool, asked);
}
