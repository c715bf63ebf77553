import 'server-only';
import type { Instant } from '@/domain/calendar/instant';
import type { Database } from '../../db/database';
import type { CardEvent, SignedCardEvent } from '../../gateways/card-gateway';
import { recordCharge } from './record-charge';
import { reverseBillPayment } from './reverse-bill-payment';

/** An event that the provider sent. */
export interface HandleCardEventInput {
  /** Its signature has been verified. */
  readonly event: SignedCardEvent;
  readonly now: Instant;
  /** Null for the policy's (R8.3). */
  readonly clearingMinutes: number | null;
}

async function isHandled(database: Database, event: string): Promise<boolean> {
  const { rows } = await database.pool.query('SELECT FROM provider_event WHERE id = $1', [event]);
  return rows.length > 0;
}

/** A payment that is not found is none of ours: an account at the provider may serve more than one installation. */
async function apply(database: Database, told: CardEvent, input: HandleCardEventInput): Promise<void> {
  const { now, clearingMinutes } = input;
  if (told.kind === 'reversed') {
    const { ref, amount, reason, id } = told;
    await reverseBillPayment(database, { ref, amount, reason, id, now });
  } else if (told.outcome.kind !== 'unknown') {
    await recordCharge(database, { payment: told.payment, outcome: told.outcome, now, clearingMinutes });
  }
}

/**
 * Records what an event of the card provider tells (R8.2, R8.6). Each effect is idempotent and does not mind the order, so the event is marked
 * as handled last: a crash before that loses nothing, the provider sends it again, and what was done already has no effect.
 * @returns `seen` for one that was handled before
 * @throws CardProviderError where the truth cannot be asked for; the provider then sends the event again
 */
export async function handleCardEvent(database: Database, input: HandleCardEventInput): Promise<'handled' | 'seen'> {
  const { event, now } = input;
  if (await isHandled(database, event.id)) return 'seen';
  for (const told of await event.tell()) await apply(database, told, input);
  await database.pool.query(
    'INSERT INTO provider_event (id, type, handled_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
    [event.id, event.type, now],
  );
  return 'handled';
}
