import 'server-only';
import { env } from '../../env';

/**
 * Where the bank's page sends the browser back to. The same for every question about one payment: the provider refuses an idempotency key that
 * comes with another address.
 * @example cashierReturnUrl("bil_...") // "https://finance.example.com/cashier/bil_.../return"
 */
export function cashierReturnUrl(bill: string): string {
  return `${env().appOrigin}/cashier/${bill}/return`;
}
