import type { Work } from '../store/work';
import { invalid } from '../wire/errors';
import {
  clearableText,
  expandable,
  fields,
  flag,
  listOf,
  metadata,
  oneOf,
  type ReadAll,
  required,
  text,
} from '../wire/params';
import { keepDescribed, paymentMethodData } from './card-entry';
import { requireSameCustomer } from './intent-json';
import { takeMethod } from './payment-methods';

/** Names of types of payment methods. */
export const types = listOf(text);

/** What may be said of an intent, be it to pay or to set a card up. */
export const intentParams = {
  ...expandable,
  customer: text,
  description: clearableText,
  metadata,
  payment_method: text,
  payment_method_data: paymentMethodData,
  payment_method_types: types,
  allowed_payment_method_types: types,
};

/** Whether the account's own settings decide which payment methods an intent takes. */
export const automaticMethods = fields({ enabled: required(flag), allow_redirects: oneOf('always', 'never') });

type Named = Partial<Pick<ReadAll<typeof intentParams>, 'payment_method' | 'payment_method_data'>>;

/** The payment method that a request names or describes. */
export async function methodOf(
  work: Work,
  { payment_method: id, payment_method_data: described }: Named,
  customer: string | null,
): Promise<string | null> {
  if (described !== undefined) return (await keepDescribed(work, described)).id;
  if (id === undefined) return null;
  const method = await takeMethod(work, id);
  requireSameCustomer(method, customer);
  return method.data.id;
}

/** Refuses to show an intent to who gives another secret than its own. @param name "PaymentIntent" */
export function checkSecret(given: string | undefined, own: string | null, name: string): void {
  if (given === undefined || given === own) return;
  throw invalid(`The client_secret provided does not match the client_secret associated with the ${name}.`);
}
