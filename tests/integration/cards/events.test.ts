import Stripe from 'stripe';
import { describe, expect, onTestFinished } from 'vitest';
import { instant } from '@/domain/calendar/instant';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { handleCardEvent } from '@/server/commands/bills/handle-card-event';
import { reconcileBills } from '@/server/commands/bills/reconcile-bills';
import { CardProviderError } from '@/server/gateways/card-gateway';
import { type TestBooks, test } from '../../support/books';
import { billOf, billsOf, chargeUnanswered, ivyOwes, MORNING, owedBy } from '../../support/owing';
import { type Reply, type ScriptedProvider, startScriptedProvider } from './scripted-provider';

/** What the provider holds; a test changes it as the world goes on. */
interface World {
  payment: string;
  status: string;
  refunds: { id: string; amount: number; status: string }[];
  dispute: string;
  isDown: boolean;
}

interface Told {
  readonly books: TestBooks;
  readonly world: World;
  readonly provider: ScriptedProvider;
  /** Delivers an event, as often as it is called. */
  readonly deliver: (id: string, type: string, object: object) => Promise<'handled' | 'seen'>;
}

const intentOf = ({ payment, status }: World) => ({
  id: 'pi_1',
  object: 'payment_intent',
  status,
  amount_received: status === 'succeeded' ? 8740 : 0,
  metadata: { payment },
  next_action: { redirect_to_url: { url: 'https://bank.example/3ds' } },
  last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
});

function answer(world: World, path: string): Reply {
  if (world.isDown) return { status: 503, body: { error: { type: 'api_error', message: 'down' } } };
  const list = (data: readonly object[]) => ({ object: 'list', data, has_more: false, url: path });
  if (path.startsWith('/v1/refunds')) return { status: 200, body: list(world.refunds) };
  if (path.startsWith('/v1/disputes'))
    return { status: 200, body: { id: 'dp_1', status: world.dispute, amount: 8740 } };
  if (path.startsWith('/v1/payment_intents?')) return { status: 200, body: list([intentOf(world)]) };
  return { status: 200, body: intentOf(world) };
}

/** Ivy's bill of 87.40 with a charge that was never answered, and a provider that knows what became of it. */
async function charging(books: TestBooks, clearingMinutes = 240): Promise<Told> {
  const { shopId } = await ivyOwes(books);
  const payment = await chargeUnanswered(books, await billOf(books, shopId, null));
  const world: World = { payment, status: 'succeeded', refunds: [], dispute: 'needs_response', isDown: false };
  const provider = await startScriptedProvider(({ path }) => answer(world, path));
  onTestFinished(() => provider.stop());
  const deliver: Told['deliver'] = (id, type, object) => {
    const payload = JSON.stringify({ id, object: 'event', type, data: { object } });
    const secret = 'whsec_scripted';
    const signature = new Stripe('sk_test_scripted').webhooks.generateTestHeaderString({ payload, secret });
    const event = provider.gateway.readEvent(payload, signature);
    if (event === null) throw new Error('the signature is wrong');
    return handleCardEvent(books.database, { event, now: MORNING, clearingMinutes });
  };
  return { books, world, provider, deliver };
}

const INTENT = { object: 'payment_intent', id: 'pi_1', status: 'believe nothing' };
const CHARGE = { object: 'charge', id: 'ch_1', payment_intent: 'pi_1' };
const refund = (id: string) => ({ object: 'refund', id, payment_intent: 'pi_1' });
const DISPUTE = { object: 'dispute', id: 'dp_1', payment_intent: 'pi_1' };
const PAID = ['paid 8740 of 8740'];

describe('events of a charge of 87.40', () => {
  test('captured: the bill is paid; the same event again has no effect', async ({ books }) => {
    const { deliver } = await charging(books);
    expect(await deliver('evt_1', 'payment_intent.succeeded', INTENT)).toBe('handled');
    expect(await deliver('evt_1', 'payment_intent.succeeded', INTENT)).toBe('seen');
    expect(await billsOf(books)).toEqual(PAID);
  });

  test('one event five times at once: one capture', async ({ books }) => {
    const { deliver } = await charging(books);
    await Promise.all(Array.from({ length: 5 }, () => deliver('evt_1', 'payment_intent.succeeded', INTENT)));
    expect(await billsOf(books)).toEqual(PAID);
    expect(await books.sql("SELECT id FROM fact WHERE type = 'bill.captured'")).toHaveLength(1);
  });

  test('out of order: a refusal and a request for 3-D Secure that come after the capture change nothing', async ({
    books,
  }) => {
    const { deliver } = await charging(books);
    await deliver('evt_3', 'payment_intent.succeeded', INTENT);
    await deliver('evt_2', 'payment_intent.payment_failed', INTENT);
    await deliver('evt_1', 'payment_intent.requires_action', INTENT);
    expect(await billsOf(books)).toEqual(PAID);
  });

  test('overtaken: a refusal that was followed by a capture is not believed, the provider is asked', async ({
    books,
  }) => {
    const { deliver } = await charging(books);
    await deliver('evt_1', 'payment_intent.payment_failed', INTENT);
    expect(await billsOf(books)).toEqual(PAID);
  });

  test('refused: failed, with the bank’s reason', async ({ books }) => {
    const { deliver, world } = await charging(books);
    world.status = 'requires_payment_method';
    await deliver('evt_1', 'payment_intent.payment_failed', INTENT);
    expect(await books.sql('SELECT status, failure_code FROM bill')).toEqual([
      { status: 'failed', failure_code: 'insufficient_funds' },
    ]);
  });

  test('the provider is down when asked: nothing is recorded, and the event counts when it comes again', async ({
    books,
  }) => {
    const { deliver, world } = await charging(books);
    world.isDown = true;
    await expect(deliver('evt_1', 'payment_intent.succeeded', INTENT)).rejects.toThrow(CardProviderError);
    expect(await billsOf(books)).toEqual(['processing 0 of 8740']);
    world.isDown = false;
    expect(await deliver('evt_1', 'payment_intent.succeeded', INTENT)).toBe('handled');
    expect(await billsOf(books)).toEqual(PAID);
  });

  test('a crash after the capture and before the event is marked: it comes again and changes nothing', async ({
    books,
  }) => {
    const { deliver } = await charging(books);
    await deliver('evt_1', 'payment_intent.succeeded', INTENT);
    await books.sql('DELETE FROM provider_event');
    expect(await deliver('evt_1', 'payment_intent.succeeded', INTENT)).toBe('handled');
    expect(await billsOf(books)).toEqual(PAID);
  });

  test('another installation’s charge at the same provider is left alone', async ({ books }) => {
    const { deliver, world } = await charging(books);
    world.payment = 'pay_of_somebody_else';
    expect(await deliver('evt_1', 'payment_intent.succeeded', INTENT)).toBe('handled');
    expect(await billsOf(books)).toEqual(['processing 0 of 8740']);
  });

  test('what is none of our business is marked and has no effect', async ({ books }) => {
    const { deliver, provider } = await charging(books);
    expect(await deliver('evt_1', 'customer.created', { object: 'customer', id: 'cus_1' })).toBe('handled');
    expect(await deliver('evt_2', 'charge.succeeded', CHARGE)).toBe('handled');
    expect(provider.sent).toEqual([]);
  });

  test('event and question at once, ten times: one capture', async ({ books }) => {
    const { deliver, provider } = await charging(books);
    await Promise.all(
      Array.from({ length: 10 }, (_, no) =>
        no % 2 === 0
          ? deliver(`evt_${no}`, 'payment_intent.succeeded', INTENT)
          : reconcileBills(books.database, provider.gateway, { now: MORNING, clearingMinutes: 240 }),
      ),
    );
    expect(await billsOf(books)).toEqual(PAID);
  });
});

describe('events of money that goes back (R8.6)', () => {
  test('30.00 and 20.00 refunded after clearing, told in any order and twice: 50.00 is owed again', async ({
    books,
  }) => {
    const { deliver, world } = await charging(books, 0);
    await deliver('evt_1', 'payment_intent.succeeded', INTENT);
    await clearBills(books.database, { now: MORNING });
    world.refunds = [
      { id: 're_2', amount: 2000, status: 'succeeded' },
      { id: 're_1', amount: 3000, status: 'succeeded' },
    ];
    await deliver('evt_3', 'refund.created', refund('re_2'));
    await deliver('evt_2', 'charge.refunded', CHARGE);
    await deliver('evt_4', 'refund.updated', refund('re_1'));
    await deliver('evt_2', 'charge.refunded', CHARGE);
    await books.close('2026-03-13');
    expect(await billsOf(books)).toEqual(['reversed 8740 of 8740']);
    expect(await owedBy(books)).toBe(5000n);
  });

  test('a refund that is on its way counts when it arrives', async ({ books }) => {
    const { deliver, world } = await charging(books, 0);
    await deliver('evt_1', 'payment_intent.succeeded', INTENT);
    await clearBills(books.database, { now: MORNING });
    world.refunds = [{ id: 're_1', amount: 3000, status: 'pending' }];
    await deliver('evt_2', 'refund.created', refund('re_1'));
    expect(await billsOf(books)).toEqual(['cleared 8740 of 8740']);
    world.refunds = [{ id: 're_1', amount: 3000, status: 'succeeded' }];
    await deliver('evt_3', 'refund.updated', refund('re_1'));
    expect(await billsOf(books)).toEqual(['reversed 8740 of 8740']);
  });

  test('all refunded before clearing, told twice and the capture last of all: failed, and 87.40 stays owed', async ({
    books,
  }) => {
    const { deliver, world } = await charging(books);
    world.refunds = [{ id: 're_1', amount: 8740, status: 'succeeded' }];
    await deliver('evt_2', 'charge.refunded', CHARGE);
    await deliver('evt_3', 'refund.created', refund('re_1'));
    await deliver('evt_1', 'payment_intent.succeeded', INTENT);
    expect(await billsOf(books)).toEqual(['failed 0 of 8740']);
    expect(await clearBills(books.database, { now: instant('2026-03-14T09:00:00Z') })).toBe(0);
    expect(await owedBy(books)).toBe(8740n);
  });

  test('disputed: the money is gone, told by two events, once', async ({ books }) => {
    const { deliver } = await charging(books, 0);
    await deliver('evt_1', 'payment_intent.succeeded', INTENT);
    await clearBills(books.database, { now: MORNING });
    await deliver('evt_2', 'charge.dispute.created', DISPUTE);
    await deliver('evt_3', 'charge.dispute.funds_withdrawn', DISPUTE);
    await books.close('2026-03-13');
    expect(await billsOf(books)).toEqual(['reversed 8740 of 8740']);
    expect(await owedBy(books)).toBe(8740n);
  });

  test('an inquiry of the bank takes no money', async ({ books }) => {
    const { deliver, world } = await charging(books);
    world.dispute = 'warning_needs_response';
    await deliver('evt_1', 'charge.dispute.created', DISPUTE);
    expect(await billsOf(books)).toEqual(PAID);
  });
});
