import type Stripe from 'stripe';
import { nowSeconds } from '../clock';
import { newId } from '../ids';
import { insert } from '../store/objects';
import type { Work } from '../store/work';

interface Mailed {
  /** Counted from the beginning of the transaction, so that its events are due together. */
  readonly lateMillis: number;
  /** Events that are due go out lowest place first. */
  readonly place: number;
  readonly state: 'waiting' | 'lost';
  readonly copies: number;
}

/** How an event goes out: at once and in order, or as the faults of the request will have it. */
function plan(work: Work, seq: number): Mailed {
  const late = work.faults.get('webhook-late')?.millis ?? 0;
  const shuffled = work.faults.get('webhook-out-of-order');
  return {
    lateMillis: late + (shuffled?.millis ?? 0),
    place: shuffled === undefined ? seq : -seq,
    state: work.faults.has('webhook-lost') ? 'lost' : 'waiting',
    copies: work.faults.has('webhook-twice') ? 2 : 1,
  };
}

/**
 * Tells what happened to an object: an event with the object as it is now, and its letter to the webhook, in the transaction of the change.
 *
 * @param before the fields that changed, as they were
 */
export async function emit(
  work: Work,
  type: Stripe.Event['type'],
  object: { readonly object: string },
  before?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const hasWebhook = work.settings.webhook !== null;
  const event = {
    id: newId('evt'),
    object: 'event',
    api_version: work.version,
    created: nowSeconds(),
    data: before === undefined ? { object } : { object, previous_attributes: before },
    livemode: false,
    pending_webhooks: hasWebhook ? 1 : 0,
    request: { id: work.request?.id ?? null, idempotency_key: work.request?.idempotencyKey ?? null },
    type,
    // The SDK has a type for each of some hundred kinds of events; which one it is depends on `type` and `object` together.
  } as unknown as Stripe.Event;
  await insert(work, 'event', event);
  if (!hasWebhook) return;
  const { rows } = await work.client.query<{ seq: string }>('SELECT seq FROM stripe_simulator.object WHERE id = $1', [
    event.id,
  ]);
  const { lateMillis, place, state, copies } = plan(work, Number(rows[0]?.seq));
  for (let copy = 0; copy < copies; copy += 1) {
    await work.client.query(
      'INSERT INTO stripe_simulator.delivery (event, place, due_at, state) VALUES ($1, $2, now() + make_interval(secs => $3), $4)',
      [event.id, place, lateMillis / 1000, state],
    );
  }
}
