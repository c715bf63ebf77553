import { instant } from '@/domain/calendar/instant';
import { laterDay, plainDate } from '@/domain/calendar/plain-date';
import { canonicalContent } from '@/domain/fact/canonical';
import type { Fact, RecordedFact } from '@/domain/fact/fact';
import { type Admission, admitFacts, type ShopRecord } from '@/domain/fact/recording';
import { readMinor } from '@/domain/money/money';
import { factsByOrder } from '@/domain/order/order';
import { POLICIES } from '@/domain/policy/books';
import { type Books, replay } from '@/domain/replay';

/** A fact as a test writes it: flat, money as decimal strings, as on the wire. */
export type WireFact = Readonly<Record<string, unknown>> & { readonly type: string; readonly occurredAt: string };

const MONEY = new Set(['amount', 'sellerDiscount', 'customerShippingFee', 'returnShippingCost']);
const MOMENTS = new Set(['occurredAt', 'shipBy']);

function read(key: string, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((member) => (typeof member === 'object' && member !== null ? readAll(member) : member));
  if (typeof value !== 'string') return value;
  if (MONEY.has(key)) return readMinor(value);
  return MOMENTS.has(key) ? instant(value) : value;
}

function readAll(wire: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, read(key, value)]));
}

let serial = 0;

/** A domain fact of a shop from what a test wrote; ids are made where the test does not care. */
export function fact(wire: WireFact, shop = 'ivy'): Fact {
  serial += 1;
  return readAll({ id: `fact-${serial.toString().padStart(6, '0')}`, shop, ...wire }) as unknown as Fact;
}

/** A record of a shop that nothing is known of yet. */
export function emptyRecord(shop = 'ivy'): ShopRecord {
  return { shop, book: null, firstOpenDay: null, nextNo: 1, contentById: new Map(), orders: new Map() };
}

/** Records a batch for a shop that is not known yet. */
export function admit(wires: readonly WireFact[], shop = 'ivy'): Admission {
  return admitFacts(
    emptyRecord(shop),
    wires.map((wire, index) => ({ line: index + 1, fact: fact(wire, shop) })),
    POLICIES,
  );
}

/** Records a batch that must be accepted as a whole. */
export function record(wires: readonly WireFact[], shop = 'ivy'): readonly RecordedFact[] {
  const admission = admit(wires, shop);
  if (admission.refusals.length > 0) throw new Error(`refused: ${JSON.stringify(admission.refusals)}`);
  return admission.recorded;
}

/** The books that facts give through a day. */
export function booksThrough(wires: readonly WireFact[], day: string, shop = 'ivy'): Books {
  const books = replay(record(wires, shop), POLICIES, plainDate(day));
  if (books === null) throw new Error('the shop is not open by then');
  return books;
}

/** Facts that arrive together, while a day is the shop's first open one. */
export interface ArrivingBatch {
  readonly firstOpenDay: string;
  readonly facts: readonly WireFact[];
}

/** Records batches one after the other, as days are closed between them; what is refused is left out. */
export function recordBatches(batches: readonly ArrivingBatch[], shop = 'shop-1'): readonly RecordedFact[] {
  let known: readonly RecordedFact[] = [];
  for (const { firstOpenDay, facts } of batches) {
    const opened = known.find((recorded) => recorded.fact.type === 'shop.opened');
    const book = opened?.fact.type === 'shop.opened' ? (POLICIES[opened.fact.marketplace] ?? null) : null;
    const record: ShopRecord = {
      shop,
      book,
      firstOpenDay: opened === undefined ? null : laterDay(plainDate(firstOpenDay), opened.effectiveOn),
      nextNo: known.length + 1,
      contentById: new Map(known.map((recorded) => [recorded.fact.id, canonicalContent(recorded.fact)])),
      orders: factsByOrder(known),
    };
    const incoming = facts.map((wire, index) => ({ line: index + 1, fact: fact(wire, shop) }));
    known = [...known, ...admitFacts(record, incoming, POLICIES).recorded];
  }
  return known;
}
