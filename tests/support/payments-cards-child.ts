// The site's side of binding cards and paying with them, as a process whose every word a test reads. It is told one command a line.
import { createInterface } from 'node:readline/promises';
import { instant } from '@/domain/calendar/instant';
import { machineTime } from '@/server/clock';
import { payBill } from '@/server/commands/bills/pay-bill';
import { findPayableCard } from '@/server/commands/bills/payable-card';
import { reconcileBills } from '@/server/commands/bills/reconcile-bills';
import { cashierReturnUrl } from '@/server/commands/bills/return-url';
import { finishCardBinding } from '@/server/commands/cards/finish-card-binding';
import { startCardBinding } from '@/server/commands/cards/start-card-binding';
import { connectDatabase } from '@/server/db/database';
import { createStripeGateway } from '@/server/gateways/stripe';
import { listSavedCards } from '@/server/queries/cards';

const IVY = { person: { key: 'ivy', name: 'Ivy Hart' }, role: 'owner', seller: null } as const;
const [url = '', origin = ''] = process.argv.slice(2);
const database = connectDatabase(url, 2);
const gateway = createStripeGateway({ secretKey: 'sk_test_payments', apiBase: origin, webhookSecrets: [] });
const sellerId = 1;
const shop = { shopId: 1, now: instant('2026-03-13T10:00:00Z'), clearingMinutes: 0 };

const commands: Readonly<Record<string, (argument: string, other: string) => Promise<unknown>>> = {
  bind: () =>
    startCardBinding(database, gateway, {
      sellerId,
      successUrl: 'http://localhost:3000/cashier/cards/return?session={CHECKOUT_SESSION_ID}',
      cancelUrl: 'http://localhost:3000/cashier',
    }),
  finish: (session) => finishCardBinding(database, gateway, { sellerId, session, by: IVY }),
  list: () => listSavedCards(database, gateway, { sellerId, now: machineTime() }),
  pay: async (bill, id) => {
    const card = await findPayableCard(database, gateway, { shopId: shop.shopId, card: id });
    return card.ok
      ? payBill(database, gateway, { ...shop, bill, card: card.value, key: id, returnUrl: cashierReturnUrl(bill) })
      : card;
  },
  reconcile: () => reconcileBills(database, gateway, shop),
};

const lines = createInterface({ input: process.stdin });
for await (const line of lines) {
  const [command = '', argument = '', other = ''] = line.split(' ');
  const answer = await commands[command]?.(argument, other);
  const text = JSON.stringify(answer, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  process.stdout.write(`${text}\n`);
}
await database.close();
