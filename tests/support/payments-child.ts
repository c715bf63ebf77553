// A process that pays a bill and, when told to, clears it: in tests it is killed on its way. It says each step on a line of its own.
import { createInterface } from 'node:readline/promises';
import { clearBills } from '@/server/commands/bills/clear-bills';
import { type PayBillInput, payBill } from '@/server/commands/bills/pay-bill';
import { connectDatabase } from '@/server/db/database';
import { createStripeGateway } from '@/server/gateways/stripe';

const [url, origin, asked] = process.argv.slice(2);
if (url === undefined || origin === undefined || asked === undefined)
  throw new Error('a database, a card provider and a payment are needed');
const input = JSON.parse(asked) as PayBillInput;
const database = connectDatabase(url, 2);
const gateway = createStripeGateway({
  secretKey: 'sk_test_payments',
  apiBase: origin,
  webhookSecrets: [],
  timeoutMillis: 60_000,
});
const paid = await payBill(database, gateway, input);
process.stdout.write(`${paid.ok ? paid.value.status : paid.refusal.reason}\n`);
const lines = createInterface({ input: process.stdin });
for await (const line of lines) {
  if (line !== 'clear') break;
  process.stdout.write(`cleared ${await clearBills(database, { now: input.now })}\n`);
}
await database.close();
