import { systemDatabase } from '@/server/db/site';
import { keptAnswer } from '@/server/kept-answer';
import { readHealth } from '@/server/queries/ops/health';

export const dynamic = 'force-dynamic';

/** Anybody may ask, as often as they like; what it reads of all shops is read this often at most. */
const KEPT_MS = 5000;

const readKept = keptAnswer(KEPT_MS, () => readHealth(systemDatabase().pool));

/**
 * Whether the site lives and can do its work, for load balancers and watchers; no session. 200 while everything is as it should be, or only
 * late; 503 where something has failed. `?live` asks for less: whether the process answers. A process keeps its answer
 * for five seconds.
 */
export async function GET(request: Request): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  if (new URL(request.url).searchParams.has('live')) return Response.json({ status: 'ok' }, { headers });
  const health = await readKept();
  return Response.json(health, { status: health.status === 'failed' ? 503 : 200, headers });
}
