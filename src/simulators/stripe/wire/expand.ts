import { find, findAll, type Kind } from '../store/objects';
import type { Work } from '../store/work';
import { invalid } from './errors';

type Json = Readonly<Record<string, unknown>>;

const DEEPEST = 4;

/** What an id's prefix says of it. */
const KINDS: readonly (readonly [prefix: string, kind: Kind])[] = [
  ['cus_', 'customer'],
  ['pm_', 'payment_method'],
  ['pi_', 'payment_intent'],
  ['seti_', 'setup_intent'],
  ['ch_', 'charge'],
  ['re_', 'refund'],
  ['du_', 'dispute'],
  ['txn_', 'balance_transaction'],
  ['cs_test_', 'checkout.session'],
  ['evt_', 'event'],
];

/** Fields whose value looks like an id and is no reference. */
const NEVER = new Set(['id', 'client_secret', 'client_reference_id', 'description', 'payment_method_types']);
/** A charge keeps its payment method's id only. */
const NOT_OF = new Set(['charge.payment_method']);

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const list = (url: string, data: readonly unknown[]): Json => ({ object: 'list', url, has_more: false, data });

/** Lists that are in an object only when they are asked for. */
async function includedList(work: Work, owner: Json, field: string): Promise<Json | undefined> {
  const id = String(owner['id']);
  if (owner['object'] === 'charge' && field === 'refunds') {
    return list(`/v1/charges/${id}/refunds`, await findAll(work, 'refund', { charge: id }));
  }
  if (owner['object'] === 'customer' && (field === 'sources' || field === 'subscriptions' || field === 'tax_ids')) {
    return list(`/v1/customers/${id}/${field}`, []);
  }
  if (owner['object'] === 'checkout.session' && field === 'line_items') {
    const session = await find(work, 'checkout.session', id);
    return list(`/v1/checkout/sessions/${id}/line_items`, session?.hidden.items ?? []);
  }
  return undefined;
}

async function load(work: Work, id: string): Promise<Json | undefined> {
  const kind = KINDS.find(([prefix]) => id.startsWith(prefix))?.[1];
  const found = kind === undefined ? null : await find(work, kind, id);
  if (found === null) return undefined;
  return found.isDeleted ? { id, object: kind, deleted: true } : { ...found.data };
}

function refuse(path: string): never {
  throw invalid(
    `This property cannot be expanded (${path}). You may want to try expanding a different property, or not expanding it.`,
    'expand',
  );
}

async function expandOne(work: Work, value: unknown, path: readonly string[], whole: string): Promise<unknown> {
  const [field, ...rest] = path;
  if (field === undefined) return value;
  if (!isJson(value)) return value;
  const inner = value[field];
  if (Array.isArray(inner) && value['object'] === 'list') {
    const data: unknown[] = [];
    for (const each of inner) data.push(await expandOne(work, each, rest, whole));
    return { ...value, [field]: data };
  }
  if (isJson(inner)) return { ...value, [field]: await expandOne(work, inner, rest, whole) };
  const included = await includedList(work, value, field);
  if (included !== undefined) return { ...value, [field]: await expandOne(work, included, rest, whole) };
  if (inner === null) return value;
  const isReference =
    typeof inner === 'string' && !NEVER.has(field) && !NOT_OF.has(`${String(value['object'])}.${field}`);
  const loaded = isReference ? await load(work, inner) : undefined;
  if (loaded === undefined) refuse(whole);
  return { ...value, [field]: await expandOne(work, loaded, rest, whole) };
}

/**
 * Puts objects in the place of their ids: `customer`, `latest_charge.balance_transaction`, `data.customer`.
 *
 * @throws Refusal 400 where a property cannot be expanded
 */
export async function expand(work: Work, body: object, paths: readonly string[]): Promise<object> {
  let expanded: unknown = body;
  for (const path of paths) {
    const parts = path.split('.');
    if (parts.length > DEEPEST + (parts[0] === 'data' ? 1 : 0)) {
      throw invalid(`You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`, 'expand');
    }
    expanded = await expandOne(work, expanded, parts, path);
  }
  return isJson(expanded) ? expanded : body;
}
