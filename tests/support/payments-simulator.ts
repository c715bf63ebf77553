import { TEST_CARDS } from '@/simulators/stripe/cards/catalogue';
import { startStripeSimulator } from '@/simulators/stripe/server';
import { FAULT_NAMES, type FaultName } from '@/simulators/stripe/store/faults';

/** What can be made to go wrong. */
export const FAULTS = FAULT_NAMES;
export type Fault = FaultName;

/** How long the faults last that last: longer than an impatient gateway waits, short enough for a test. */
const FAULT_MILLIS: Readonly<Partial<Record<Fault, number>>> = {
  slow: 200,
  processing: 200,
  'webhook-late': 500,
  'webhook-out-of-order': 200,
};

interface Simulator {
  readonly origin: string;
  /** Switches one fault on and all others off; null for none. */
  readonly switchTo: (fault: Fault | null) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the simulator of Stripe, in its own schema of the database given. */
export async function startSimulator(input: {
  readonly databaseUrl: string;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
}): Promise<Simulator> {
  const { databaseUrl, webhookUrl: url, webhookSecret: secret } = input;
  const { url: origin, stop } = await startStripeSimulator({
    databaseUrl,
    port: 0,
    webhook: { url, secret },
    retryAfterMillis: 100,
  });
  const faults = `${origin}/_simulator/faults`;
  return {
    origin,
    stop,
    switchTo: async (fault) => {
      await fetch(faults, { method: 'DELETE' });
      if (fault === null) return;
      const millis = FAULT_MILLIS[fault];
      const told = { name: fault, ...(millis === undefined ? {} : { millis: String(millis) }) };
      const answer = await fetch(faults, { method: 'POST', body: new URLSearchParams(told) });
      if (!answer.ok) throw new Error(`The simulator does not know the fault ${fault}`);
    },
  };
}

/** Every number that the card page takes, digits only. */
export const TEST_NUMBERS: readonly string[] = TEST_CARDS.map(({ number }) => number);

async function submit(url: string, form: Readonly<Record<string, string>>): Promise<string | null> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  await answer.body?.cancel();
  const location = answer.headers.get('location');
  return location === null ? null : new URL(location, url).href;
}

/** What the holder of a card presses at the page of the bank; returns where the browser goes then. */
export function goThroughBank(url: string, outcome: 'complete' | 'fail' | 'cancel'): Promise<string | null> {
  return submit(url, { outcome });
}

/**
 * Types a card into the provider's page, as a browser sends it, and confirms at the bank's page where that is next.
 * @returns where the browser is sent in the end; null where the card was not taken
 */
export async function enterCard(page: string, number: string): Promise<string | null> {
  const grouped = number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
  const next = await submit(page, { number: grouped, expiry: '12 / 34', cvc: '123', name: 'Ivy Hart' });
  if (next === null || !next.includes('/3d_secure_2/')) return next;
  const back = await goThroughBank(next, 'complete');
  if (back === null || new URL(back).origin !== new URL(page).origin) return back;
  const session = await fetch(back, { redirect: 'manual' });
  await session.body?.cancel();
  return session.headers.get('location');
}
