import { opsStatementsSearchSchema } from '@/contracts/ops-statements';
import { may } from '@/contracts/permissions';
import { requireActor } from '@/server/auth/actor';
import { readClock } from '@/server/clock';
import { opsDatabase } from '@/server/db/ops';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { readExportSearch } from '@/server/exports/export-search';
import { opsStatementsCsv } from '@/server/exports/ops-csv';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const { person, role } = await requireActor();
  if (!may(role, 'see-every-shop')) return new Response('Your role sees no statements.', { status: 403 });
  const asked = readExportSearch(opsStatementsSearchSchema, request);
  if (asked instanceof Response) return asked;
  const reading = { person: person.key, purpose: `export of statements ${new URL(request.url).search}` };
  const now = await readClock(systemDatabase().pool, env().mode === 'demo');
  return opsStatementsCsv(() => opsDatabase(reading).pool, asked, now);
}
