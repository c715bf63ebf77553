import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../ids';
import { type ActiveFaults, FAULT_NAMES, type Fault, type FaultName, readOwnFaults, strike } from '../store/faults';
import { type Claim, claimKey, fingerprintOf, type KeptAnswer, keepAnswer, releaseKey } from '../store/idempotency';
import { inTransaction, type Work } from '../store/work';
import { API_VERSION } from '../version';
import { invalid, Refusal, refusalJson } from '../wire/errors';
import { expand } from '../wire/expand';
import { type FormTree, parseForm } from '../wire/form';
import { writeJson } from '../wire/json';
import { type Exchange, header, leaveWithoutAnswer, readBody } from './exchange';
import { type Found, findRoute } from './router';

const ACCOUNT = 'acct_1EvenkeelSimulator';
const MOST_TRIES = 3;

interface Call extends Exchange {
  readonly requestId: string;
  readonly account: string;
  readonly version: string;
  readonly key: string | undefined;
  readonly params: FormTree;
}

function refuseKey(message: string): Refusal {
  return new Refusal(401, { type: 'invalid_request_error', message });
}

/** Any secret key of test mode will do; all of them belong to one account, and `Stripe-Account` names others. */
function authenticate({ request }: Exchange): string {
  const [scheme = '', rest = ''] = (header(request, 'authorization') ?? '').split(' ');
  const isBasic = scheme.toLowerCase() === 'basic';
  const key = isBasic ? (Buffer.from(rest, 'base64').toString('utf8').split(':')[0] ?? '') : rest;
  if (key === '') {
    throw refuseKey(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (!/^[sr]k_test_\w+$/.test(key)) {
    throw refuseKey(
      `Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(12)}. The simulator takes keys of test mode: sk_test_...`,
    );
  }
  return header(request, 'stripe-account') ?? ACCOUNT;
}

async function readParams({ request, url }: Exchange): Promise<FormTree> {
  const tree = parseForm(url.search.slice(1));
  const body = await readBody(request);
  if (body === '') return tree;
  const type = header(request, 'content-type') ?? '';
  if (type !== '' && !type.startsWith('application/x-www-form-urlencoded')) {
    throw invalid(
      `Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.`,
    );
  }
  return parseForm(body, tree);
}

function send(
  call: Exchange & { readonly requestId: string; readonly version?: string },
  status: number,
  body: string,
  more: Record<string, string> = {},
): void {
  const key = header(call.request, 'idempotency-key');
  call.response
    .writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-cache, no-store',
      'request-id': call.requestId,
      'stripe-version': call.version ?? API_VERSION,
      ...(key === undefined ? {} : { 'idempotency-key': key.replaceAll(/[^\x20-\x7e]/g, '?') }),
      ...more,
    })
    .end(body);
}

const json = (body: object): string => `${writeJson(body)}\n`;

function replay(call: Call, kept: KeptAnswer): void {
  send(call, kept.status, kept.body, { 'idempotent-replayed': 'true', 'original-request': kept.requestId });
}

/** A deadlock is nobody's fault: one of the two is asked to come again. */
function isDeadlock(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && (error.code === '40P01' || error.code === '40001')
  );
}

async function work(
  call: Call,
  { route, ids }: Found,
  faults: ActiveFaults,
  claim: Claim | null,
): Promise<{ status: number; body: string }> {
  const { running, account, origin, version, requestId, key, params } = call;
  const wanted = params.get('expand');
  const paths = wanted === undefined ? [] : typeof wanted === 'string' ? [wanted] : [...wanted.values()].map(String);
  const about: Omit<Work, 'client'> = {
    account,
    origin,
    version,
    faults,
    settings: running.settings,
    request: { id: requestId, idempotencyKey: key ?? null },
  };
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(running.pool, about, async (transaction) => {
        const answer = await route.run(transaction, ids, params);
        const body = json(await expand(transaction, answer.body, answer.status === 200 ? paths : []));
        if (claim !== null) await keepAnswer(transaction.client, claim, answer.status, body);
        return { status: answer.status, body };
      });
    } catch (error) {
      if (!isDeadlock(error) || tries === MOST_TRIES) throw error;
    }
  }
}

/** The faults that a request asks for itself: by a header, or by its metadata. */
function ownFaults({ request, params }: Call): Fault[] {
  const metadata = params.get('metadata');
  const named = metadata instanceof Map ? metadata.get('simulator_fault') : undefined;
  return [
    ...readOwnFaults(header(request, 'simulator-fault')),
    ...readOwnFaults(typeof named === 'string' ? named : undefined),
  ];
}

/** What holds a request's key; null where it has none. */
function claimOf({ running, method, url, params, key, requestId, account }: Call): Claim | null {
  if (key === undefined || method !== 'POST') return null;
  const fingerprint = fingerprintOf(method, url.pathname, params);
  const isInUse = running.keys.has(`${account} ${key}`);
  return { account, key, requestId, fingerprint, owner: running.owner, isInUse };
}

/** Does what is asked, as the faults will have it. */
async function answerFresh(call: Call, found: Found, claim: Claim | null): Promise<void> {
  const { running } = call;
  const candidates: readonly FaultName[] = found.route.isCharging ? FAULT_NAMES : ['slow'];
  const faults = await strike(running.pool, ownFaults(call), candidates);
  await delay(faults.get('slow')?.millis ?? 0);
  const before = faults.get('time-out-before-capture');
  if (before !== undefined) {
    if (claim !== null) await releaseKey(running.pool, claim);
    return leaveWithoutAnswer(call, before.cuts);
  }
  const { status, body } = await work(call, found, faults, claim);
  running.wake();
  const after = faults.get('time-out-after-capture');
  if (after !== undefined) return leaveWithoutAnswer(call, after.cuts);
  send(call, status, body);
}

async function answerCall(call: Call, found: Found): Promise<void> {
  const claim = claimOf(call);
  if (claim === null) return answerFresh(call, found, null);
  const { keys, pool } = call.running;
  const name = `${claim.account} ${claim.key}`;
  if (!claim.isInUse) keys.add(name);
  try {
    const kept = await claimKey(pool, claim);
    if (kept !== null) return replay(call, kept);
    await answerFresh(call, found, claim).catch(async (error: unknown) => {
      await releaseKey(pool, claim);
      throw error;
    });
  } finally {
    if (!claim.isInUse) keys.delete(name);
  }
}

/** A day, and from 2024 on a name: "2024-06-20", "2026-10-28.endive", "2025-03-31.basil; some_beta=v1". */
const VERSION = /^\d{4}-\d{2}-\d{2}(?:\.[a-z]+)?(?:;.*)?$/;

/** Answers a request to `/v1/...` in Stripe's form, whatever happens. */
export async function answerApi(exchange: Exchange): Promise<void> {
  const { request, method, url } = exchange;
  const requestId = newId('req', 14);
  const asked = header(request, 'stripe-version') ?? API_VERSION;
  const isVersion = VERSION.test(asked);
  const version = isVersion ? asked : API_VERSION;
  try {
    if (!isVersion)
      throw new Refusal(400, { type: 'invalid_request_error', message: `Invalid Stripe API version: ${asked}` });
    const account = authenticate(exchange);
    const found = findRoute(method, url.pathname);
    if (found === null) {
      const message = `Unrecognized request URL (${method}: ${url.pathname}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/. The simulator knows a part of Stripe's API only: docs/stripe-simulator.md.`;
      throw new Refusal(404, { type: 'invalid_request_error', message });
    }
    const params = await readParams(exchange);
    const key = header(request, 'idempotency-key');
    await answerCall({ ...exchange, requestId, account, version, key, params }, found);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : null;
    if (refusal === null) process.stderr.write(`${requestId} ${error instanceof Error ? error.stack : 'failed'}\n`);
    const body = refusal?.body ?? {
      type: 'api_error' as const,
      message: 'An unknown error occurred in the simulator; its log says more.',
    };
    if (!exchange.response.headersSent)
      send({ ...exchange, requestId, version }, refusal?.status ?? 500, json(refusalJson(body)));
  }
}
