import 'server-only';
import { env } from '../env';
import type { CardGateway } from './card-gateway';
import { createStripeGateway } from './stripe';

/** What the simulator takes for a key: any that looks like one. */
const SIMULATOR_KEY = 'sk_test_simulator';

/** Kept on the process: a development server loads this module again with every change. */
const kept = globalThis as { evenkeelCardGateway?: CardGateway };

/** The card provider as the environment names it, one per process: Stripe with STRIPE_SECRET_KEY, else the simulator. */
export function siteCardGateway(): CardGateway {
  const { secretKey, apiBase, webhookSecrets } = env().stripe;
  kept.evenkeelCardGateway ??= createStripeGateway({
    secretKey: secretKey ?? SIMULATOR_KEY,
    apiBase,
    webhookSecrets,
  });
  return kept.evenkeelCardGateway;
}
