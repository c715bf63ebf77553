import { balanceRoutes } from '../resources/balance';
import { chargeRoutes } from '../resources/charges';
import { checkoutRoutes } from '../resources/checkout-sessions';
import { customerRoutes } from '../resources/customers';
import { disputeRoutes } from '../resources/disputes';
import { eventRoutes } from '../resources/events';
import { paymentIntentRoutes } from '../resources/payment-intents';
import { paymentMethodRoutes } from '../resources/payment-methods';
import { refundRoutes } from '../resources/refunds';
import { setupIntentRoutes } from '../resources/setup-intents';
import type { Route } from './route';

/** The whole API. */
export const ROUTES: readonly Route[] = [
  ...customerRoutes,
  ...paymentMethodRoutes,
  ...setupIntentRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...checkoutRoutes,
  ...eventRoutes,
  ...balanceRoutes,
];

/** A route, with the ids that its address names. */
export interface Found {
  readonly route: Route;
  readonly ids: readonly string[];
}

function match(route: Route, method: string, parts: readonly string[]): Found | null {
  if (route.method !== method || route.path.length !== parts.length) return null;
  const ids: string[] = [];
  for (const [index, part] of route.path.entries()) {
    const given = parts[index] ?? '';
    if (part.startsWith(':')) ids.push(given);
    else if (part !== given) return null;
  }
  return { route, ids };
}

/** The route of an address, or null. */
export function findRoute(method: string, path: string): Found | null {
  let parts: string[];
  try {
    parts = path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
  if (parts.at(-1) === '') parts.pop();
  for (const route of ROUTES) {
    const found = match(route, method, parts);
    if (found?.ids.every((id) => id !== '')) return found;
  }
  return null;
}
