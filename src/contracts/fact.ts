import type { core, ZodType } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import { isCommandFactId } from '@/domain/fact/command-ids';
import { type Fact, type FactPayloads, type FactType, IMPORTED_TYPES, orderOf } from '@/domain/fact/fact';
import { formatMinor, type Minor, readMinor } from '@/domain/money/money';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import { factSchemas } from './fact-schemas';

const schemas: Readonly<Record<FactType, ZodType>> = factSchemas;
const IMPORTED: ReadonlySet<string> = new Set<string>(IMPORTED_TYPES);

/** Who wrote the fact: a file may hold the types of the table of R2 only, commands any. */
export type FactOrigin = 'file' | 'command';

/**
 * Reads one fact from the wire: unknown JSON in, a fact with money in minor units out.
 * @param origin a `file` may not hold the facts that commands write
 * @returns the fact, or the first field that is wrong and why, with the cure (R2.4)
 * @example readFact({ id: "1", shop: "ivy", type: "order.delivered", occurredAt: "2026-03-02T09:00:00Z", order: "A" }, "file")
 */
export function readFact(value: unknown, origin: FactOrigin): Result<Fact, FieldRefusal> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused({
      field: '',
      reason: 'is not a JSON object; write one fact per line, like {"id": ..., "shop": ...}',
    });
  }
  const type: unknown = 'type' in value ? value.type : undefined;
  if (type === undefined) return refused({ field: 'type', reason: 'is missing' });
  if (typeof type !== 'string' || !Object.hasOwn(schemas, type)) {
    return refused({ field: 'type', reason: `${JSON.stringify(type).slice(0, 60)} is not a type of fact` });
  }
  if (origin === 'file' && !IMPORTED.has(type)) {
    return refused({ field: 'type', reason: `a file may not hold ${type}; only commands write it` });
  }
  const read = schemas[type as FactType].safeParse(value);
  if (read.success && origin === 'file' && isCommandFactId((read.data as Fact).id)) {
    return refused({ field: 'id', reason: 'is an id that the books give themselves; give the fact one of its own' });
  }
  if (read.success) return accepted(read.data as Fact);
  return refused(refusalOf(read.error.issues[0], value, type));
}

function refusalOf(issue: core.$ZodIssue | undefined, value: object, type: string): FieldRefusal {
  if (issue === undefined) return { field: '', reason: 'is not a fact' };
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return { field: [...path, key].join('.').slice(0, 120), reason: `is not a field of ${type}; leave it out` };
  }
  const isMissing = issue.code !== 'custom' && at(value, issue.path) === undefined;
  return { field: path.join('.'), reason: isMissing ? 'is missing' : issue.message };
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

/** Minor units of a domain fact become decimal strings; nothing else in a fact is a bigint. */
function writeAmounts(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? formatMinor(value as Minor) : value;
}

/** One line of a facts file, without the line break. @example writeFact(fact) // '{"id":"IV-1","shop":"ivy",...}' */
export function writeFact(fact: Fact): string {
  return JSON.stringify(fact, writeAmounts);
}

/** What of a fact stands in columns of its own in the record: its payload leaves it out. */
export interface FactHead {
  readonly id: string;
  readonly shop: string;
  readonly type: FactType;
  readonly occurredAt: Instant;
  /** The order that it is about (orderOf); null for facts about the shop. */
  readonly order: string | null;
}

/**
 * The rest of a fact beside its head, as wire JSON: what the record stores.
 * @example writePayload(delivered) === "{}"
 */
export function writePayload(fact: Fact): string {
  const { id: _id, shop: _shop, type: _type, occurredAt: _occurredAt, ...payload } = fact;
  if (orderOf(fact) === null) return JSON.stringify(payload, writeAmounts);
  const { order: _order, ...rest } = payload as FactPayloads['order.charged'];
  return JSON.stringify(rest, writeAmounts);
}

/** Amounts of a payload on the wire; which of them it has follows from its type. */
interface WireAmounts {
  amount: string;
  sellerDiscount?: string;
  customerShippingFee?: string;
  returnShippingCost?: string;
  lines: { amount: string | Minor }[];
}

type ReadAmounts = { [Key in Exclude<keyof WireAmounts, 'lines'>]?: Minor };

/** Turns the amounts of a payload into minor units, in place. */
function readAmounts(type: FactType, payload: WireAmounts): void {
  const read = payload as unknown as ReadAmounts;
  switch (type) {
    case 'order.placed':
      for (const line of payload.lines) line.amount = readMinor(line.amount as string);
      if (payload.sellerDiscount !== undefined) read.sellerDiscount = readMinor(payload.sellerDiscount);
      if (payload.customerShippingFee !== undefined) read.customerShippingFee = readMinor(payload.customerShippingFee);
      return;
    case 'order.refunded':
      for (const line of payload.lines) line.amount = readMinor(line.amount as string);
      if (payload.returnShippingCost !== undefined) read.returnShippingCost = readMinor(payload.returnShippingCost);
      return;
    case 'order.charged':
    case 'dispute.opened':
    case 'adjustment.posted':
    case 'bill.captured':
    case 'bill.cleared':
    case 'bill.reversed':
      read.amount = readMinor(payload.amount);
      return;
    default:
  }
}

/**
 * Puts a stored fact together again, without checks: the close reads hundreds of thousands.
 * @param payload what writePayload wrote
 * @example readStored({ id: "3", shop: "ivy", type: "order.delivered", occurredAt, order: "A" }, "{}")
 */
export function readStored(head: FactHead, payload: string): Fact {
  const { id, shop, type, occurredAt, order } = head;
  const fact = order === null ? { id, shop, type, occurredAt } : { id, shop, type, occurredAt, order };
  if (payload === '{}') return fact as Fact;
  const rest = JSON.parse(payload) as WireAmounts;
  readAmounts(type, rest);
  return Object.assign(fact, rest) as unknown as Fact;
}
