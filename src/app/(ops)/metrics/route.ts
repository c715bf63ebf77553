import { timingSafeEqual } from 'node:crypto';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { renderMetrics } from '@/server/queries/ops/metrics';

export const dynamic = 'force-dynamic';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** With a token, who sends it; without one, only a demo that no other machine reaches. */
function mayScrape(request: Request): boolean {
  const { metricsToken, mode, host } = env();
  if (metricsToken !== null) return isSame(request.headers.get('authorization') ?? '', `Bearer ${metricsToken}`);
  return mode === 'demo' && LOOPBACK.has(host);
}

/** What Prometheus scrapes: counts of the whole marketplace, read from the database; nothing of a shop or a person. 401 for others. */
export async function GET(request: Request): Promise<Response> {
  if (!mayScrape(request)) {
    const headers = { 'www-authenticate': 'Bearer', 'cache-control': 'no-store' };
    return new Response('METRICS_TOKEN is needed.\n', { status: 401, headers });
  }
  const { text, contentType } = await renderMetrics(systemDatabase().pool);
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
}
