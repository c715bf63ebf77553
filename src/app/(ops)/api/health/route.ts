import { systemDatabase } from '@/server/db/site';
import { readHealth } from '@/server/queries/ops/health';

export const dynamic = 'force-dynamic';

/**
 * Whether the site lives and can do its work, for load balancers and watchers; no session. 200 while everything is as it should be, or only
 * late; 503 where something has failed. `?live` asks for less: whether the process answers.
 */
export async function GET(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  if (new URL(request.url).searchParams.has('live')) return Response.json({ status: 'ok' }, { headers });
  const health = await readHealth(systemDatabase().pool);
  return Response.json(health, { status: health.status === 'failed' ? 503 : 200, headers });
}
