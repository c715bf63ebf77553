import type Stripe from 'stripe';
import { nowSeconds } from '../clock';
import { emit } from '../events/emit';
import { type Route, route } from '../http/route';
import { newId, randomText } from '../ids';
import { findAll, insert, lock, markDeleted, require, requireCustomer, save } from '../store/objects';
import type { Work } from '../store/work';
import { noSuch } from '../wire/errors';
import { dated, listPage, paging } from '../wire/lists';
import {
  clearableText,
  expandable,
  fields,
  ignored,
  ignoring,
  integer,
  mergeMetadata,
  metadata,
  type ReadAll,
  text,
} from '../wire/params';
import { attach, detach } from './payment-methods';

const place = fields({
  city: clearableText,
  country: clearableText,
  line1: clearableText,
  line2: clearableText,
  postal_code: clearableText,
  state: clearableText,
});
const GIVEN = {
  ...expandable,
  address: place,
  balance: integer(),
  description: clearableText,
  email: clearableText,
  invoice_settings: fields({
    default_payment_method: clearableText,
    custom_fields: ignored,
    footer: clearableText,
    rendering_options: ignored,
  }),
  metadata,
  name: clearableText,
  phone: clearableText,
  shipping: fields({ address: place, name: text, phone: clearableText }),
  ...ignoring('business_name', 'cash_balance', 'individual_name', 'invoice_prefix', 'next_invoice_sequence'),
  ...ignoring('preferred_locales', 'source', 'tax', 'tax_exempt', 'validate'),
};
const CREATED = { ...GIVEN, payment_method: text, ...ignoring('tax_id_data', 'test_clock') };

/** The given value, or where nothing is given the one from before. */
function kept<Value>(given: Value | undefined, before: Value): Value {
  return given === undefined ? before : given;
}

function addressOf(given: ReadAll<typeof GIVEN>['address']): Stripe.Address | null {
  if (given === undefined) return null;
  const { city, country, line1, line2, postal_code, state } = given;
  return {
    city: city ?? null,
    country: country ?? null,
    line1: line1 ?? null,
    line2: line2 ?? null,
    postal_code: postal_code ?? null,
    state: state ?? null,
  };
}

/** The customer with what a request gives; nothing else of it changes. */
function withGiven(before: Stripe.Customer, given: ReadAll<typeof GIVEN>): Stripe.Customer {
  const { shipping, invoice_settings: settings } = given;
  return {
    ...before,
    address: given.address === undefined ? (before.address ?? null) : addressOf(given.address),
    balance: kept(given.balance, before.balance),
    description: kept(given.description, before.description),
    email: kept(given.email, before.email),
    metadata: mergeMetadata(before.metadata, given.metadata),
    name: kept(given.name, before.name ?? null),
    phone: kept(given.phone, before.phone ?? null),
    shipping:
      shipping === undefined
        ? before.shipping
        : { address: addressOf(shipping.address) ?? {}, name: shipping.name ?? '', phone: shipping.phone ?? null },
    invoice_settings: {
      ...before.invoice_settings,
      default_payment_method: kept(
        settings?.default_payment_method,
        before.invoice_settings.default_payment_method as string | null,
      ),
      footer: kept(settings?.footer, before.invoice_settings.footer),
    },
  } as Stripe.Customer;
}

function blank(): Stripe.Customer {
  return {
    id: newId('cus', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created: nowSeconds(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}

/** A customer that a checkout session makes. */
export async function createCustomer(work: Work, email: string | undefined): Promise<Stripe.Customer> {
  const customer = await insert(work, 'customer', { ...blank(), email: email ?? null });
  await emit(work, 'customer.created', customer);
  return customer;
}

async function create(work: Work, params: ReadAll<typeof CREATED>): Promise<Stripe.Customer> {
  const customer = await insert(work, 'customer', withGiven(blank(), params));
  await emit(work, 'customer.created', customer);
  if (params.payment_method !== undefined) await attach(work, params.payment_method, customer.id);
  return customer;
}

async function updateCustomer(work: Work, params: ReadAll<typeof GIVEN>, id: string): Promise<Stripe.Customer> {
  const { data, isDeleted } = await lock(work, 'customer', id);
  if (isDeleted) throw noSuch('customer', id);
  const wanted = params.invoice_settings?.default_payment_method;
  if (typeof wanted === 'string') {
    const method = await require(work, 'payment_method', wanted, 'invoice_settings[default_payment_method]');
    if (method.data.customer !== id) {
      throw noSuch('payment_method', wanted, 'invoice_settings[default_payment_method]');
    }
  }
  const updated = await save(work, withGiven(data, params));
  await emit(work, 'customer.updated', updated);
  return updated;
}

async function deleteCustomer(work: Work, id: string): Promise<object> {
  const { data, isDeleted } = await lock(work, 'customer', id);
  if (isDeleted) throw noSuch('customer', id);
  for (const method of await findAll(work, 'payment_method', { customer: id })) await detach(work, method.id);
  await markDeleted(work, id);
  await emit(work, 'customer.deleted', data);
  return { id, object: 'customer', deleted: true };
}

/** `/v1/customers`. */
export const customerRoutes: readonly Route[] = [
  route('POST', '/v1/customers', CREATED, create),
  route('GET', '/v1/customers', { ...dated, email: text, ...ignoring('test_clock') }, (work, params) =>
    listPage(work, 'customer', '/v1/customers', params, { email: params.email }),
  ),
  route('GET', '/v1/customers/:id', expandable, async (work, _params, id = '') => {
    const { data, isDeleted } = await require(work, 'customer', id);
    return isDeleted ? { id, object: 'customer', deleted: true } : data;
  }),
  route('POST', '/v1/customers/:id', GIVEN, (work, params, id = '') => updateCustomer(work, params, id)),
  route('DELETE', '/v1/customers/:id', {}, (work, _params, id = '') => deleteCustomer(work, id)),
  route(
    'GET',
    '/v1/customers/:id/payment_methods',
    { ...paging, type: text, allow_redisplay: text },
    async (work, params, id = '') => {
      await requireCustomer(work, id, 'id');
      const { type, allow_redisplay } = params;
      const url = `/v1/customers/${id}/payment_methods`;
      return listPage(work, 'payment_method', url, params, { customer: id, type, allow_redisplay });
    },
  ),
  route('GET', '/v1/customers/:id/payment_methods/:method', expandable, async (work, _params, id = '', method = '') => {
    await requireCustomer(work, id, 'id');
    const { data } = await require(work, 'payment_method', method, 'payment_method');
    if (data.customer !== id) throw noSuch('payment_method', method, 'payment_method');
    return data;
  }),
];
