import type Stripe from 'stripe';
import { nowSeconds } from '../clock';
import { newId } from '../ids';
import type { Work } from '../store/work';
import { invalid, noSuch } from '../wire/errors';
import {
  expandable,
  fields,
  ignored,
  ignoring,
  integer,
  listOf,
  mergeMetadata,
  metadata,
  oneOf,
  type ReadAll,
  type ReadOf,
  required,
  text,
} from '../wire/params';

const LIFETIME_SECONDS = 86_400;
const SHORTEST_SECONDS = 1800;

const lineItem = fields({
  price: text,
  price_data: fields({
    currency: required(text),
    unit_amount: integer({ min: 0 }),
    unit_amount_decimal: ignored,
    product: text,
    product_data: fields({ name: required(text), ...ignoring('description', 'images', 'metadata', 'tax_code') }),
    tax_behavior: ignored,
    recurring: ignored,
  }),
  quantity: integer({ min: 1 }),
  ...ignoring('adjustable_quantity', 'dynamic_tax_rates', 'tax_rates', 'metadata'),
});
const intentData = fields({
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  description: text,
  metadata,
  receipt_email: text,
  setup_future_usage: oneOf('off_session', 'on_session'),
  ...ignoring('application_fee_amount', 'on_behalf_of', 'shipping', 'statement_descriptor'),
  ...ignoring('statement_descriptor_suffix', 'transfer_data', 'transfer_group'),
});
const types = listOf(text);
/** What may be said of a new session. */
export const CREATED = {
  ...expandable,
  mode: required(oneOf('payment', 'setup')),
  success_url: text,
  cancel_url: text,
  client_reference_id: text,
  currency: text,
  customer: text,
  customer_email: text,
  customer_creation: oneOf('always', 'if_required'),
  expires_at: integer(),
  line_items: listOf(lineItem),
  metadata,
  allowed_payment_method_types: types,
  payment_method_types: types,
  payment_intent_data: intentData,
  setup_intent_data: fields({ description: text, metadata, on_behalf_of: ignored }),
  ui_mode: oneOf('hosted', 'hosted_page'),
  ...ignoring('adaptive_pricing', 'after_expiration', 'allow_promotion_codes', 'automatic_tax', 'branding_settings'),
  ...ignoring('billing_address_collection', 'consent_collection', 'custom_fields', 'custom_text', 'customer_account'),
  ...ignoring('customer_update', 'discounts', 'excluded_payment_method_types', 'integration_identifier', 'locale'),
  ...ignoring('invoice_creation', 'managed_payments', 'name_collection', 'optional_items', 'origin_context'),
  ...ignoring('payment_method_collection', 'payment_method_configuration', 'payment_method_data'),
  ...ignoring('payment_method_options', 'permissions', 'phone_number_collection', 'redirect_on_completion'),
  ...ignoring('saved_payment_method_options', 'shipping_address_collection', 'shipping_options', 'submit_type'),
  ...ignoring('tax_id_collection', 'wallet_options'),
};
/** What was said. */
export type Created = ReadAll<typeof CREATED>;

function itemJson(item: NonNullable<ReadOf<typeof lineItem>>, index: number): Stripe.LineItem {
  const param = `line_items[${index}]`;
  if (item.price !== undefined) throw noSuch('price', item.price, `${param}[price]`);
  const { price_data: price, quantity = 1 } = item;
  if (price === undefined)
    throw invalid(`Missing required param: ${param}[price_data].`, `${param}[price_data]`, 'parameter_missing');
  const amount = required(integer()).read(price.unit_amount?.toString(), `${param}[price_data][unit_amount]`);
  const total = amount * quantity;
  return {
    id: newId('li'),
    object: 'item',
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: price.currency.toLowerCase(),
    description: price.product_data?.name ?? price.product ?? null,
    price: null,
    quantity,
  } as unknown as Stripe.LineItem;
}

/** What a session sells. */
export function itemsOf(params: Created): Stripe.LineItem[] {
  if (params.mode === 'setup') {
    if (params.line_items !== undefined) throw invalid('You can not pass `line_items` in `setup` mode.', 'line_items');
    return [];
  }
  if (params.line_items === undefined || params.line_items.length === 0) {
    throw invalid('You must pass `line_items` in `payment` mode.', 'line_items', 'parameter_missing');
  }
  const items = params.line_items.map(itemJson);
  const [first] = items;
  const other = items.find(({ currency }) => currency !== first?.currency);
  if (other !== undefined) throw invalid('All line items must have the same currency.', 'line_items');
  return items;
}

/** @throws Refusal 400 `url_invalid` */
export function checkUrl(url: string | undefined, param: string): void {
  if (url === undefined) return;
  const isAddress = URL.canParse(url) && /^https?:/.test(url);
  if (!isAddress) throw invalid('Not a valid URL', param, 'url_invalid');
}

function expiryOf(params: Created): number {
  const wanted = params.expires_at ?? nowSeconds() + LIFETIME_SECONDS;
  const from = wanted - nowSeconds();
  if (params.expires_at !== undefined && (from < SHORTEST_SECONDS - 60 || from > LIFETIME_SECONDS + 60)) {
    throw invalid('The `expires_at` timestamp must be between 30 minutes and 24 hours from now.', 'expires_at');
  }
  return wanted;
}

/** A session that is open. */
export function sessionJson(work: Work, params: Created, items: readonly Stripe.LineItem[]): Stripe.Checkout.Session {
  const id = newId('cs_test', 58);
  const isSetup = params.mode === 'setup';
  const total = isSetup ? null : items.reduce((sum, item) => sum + item.amount_total, 0);
  const nothing = ['adaptive_pricing', 'after_expiration', 'allow_promotion_codes', 'billing_address_collection']
    .concat(['collected_information', 'consent', 'consent_collection', 'currency_conversion', 'customer_account'])
    .concat(['invoice', 'invoice_creation', 'locale', 'managed_payments', 'origin_context', 'payment_link'])
    .concat(['payment_method_configuration_details', 'permissions', 'recovered_from', 'saved_payment_method_options'])
    .concat(['shipping_address_collection', 'shipping_cost', 'submit_type', 'subscription', 'wallet_options']);
  const session = {
    id,
    object: 'checkout.session',
    ...Object.fromEntries(nothing.map((name) => [name, null])),
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: null,
    created: nowSeconds(),
    currency: items[0]?.currency ?? params.currency ?? null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: params.customer ?? null,
    customer_creation: isSetup ? null : (params.customer_creation ?? 'if_required'),
    customer_details: null,
    customer_email: params.customer_email ?? null,
    discounts: isSetup ? null : [],
    expires_at: expiryOf(params),
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    mode: params.mode,
    payment_intent: null,
    payment_method_collection: isSetup ? 'always' : 'if_required',
    payment_method_options: {},
    payment_method_types: params.allowed_payment_method_types ?? params.payment_method_types ?? ['card'],
    payment_status: isSetup ? 'no_payment_required' : 'unpaid',
    setup_intent: null,
    shipping_options: [],
    status: 'open',
    success_url: params.success_url ?? null,
    total_details: isSetup ? null : { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: params.ui_mode ?? 'hosted_page',
    url: `${work.origin}/c/pay/${id}`,
  };
  return session as unknown as Stripe.Checkout.Session;
}
