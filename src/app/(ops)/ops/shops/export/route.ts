import { opsShopsSearchSchema } from '@/contracts/ops-shops';
import { may } from '@/contracts/permissions';
import { requireActor } from '@/server/auth/actor';
import { readClock } from '@/server/clock';
import { opsDatabase } from '@/server/db/ops';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { opsShopsCsv } from '@/server/exports/ops-csv';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const { person, role } = await requireActor();
  if (!may(role, 'see-every-shop')) return new Response('Your role sees no shops.', { status: 403 });
  const { search, searchParams } = new URL(request.url);
  const reading = { person: person.key, purpose: `export of shops ${search}` };
  const now = await readClock(systemDatabase().pool, env().mode === 'demo');
  return opsShopsCsv(
    () => opsDatabase(reading).pool,
    opsShopsSearchSchema.parse(Object.fromEntries(searchParams)),
    now,
  );
}
