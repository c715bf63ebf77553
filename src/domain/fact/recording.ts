import { dayOf } from '../calendar/instant';
import { addDays, laterDay, type PlainDate } from '../calendar/plain-date';
import { bookOf } from '../close/open-shop';
import { compareOccurrences } from '../order/occurrence';
import type { Policies, PolicyBook } from '../policy/policy';
import { canonicalContent } from './canonical';
import { conflictOf } from './conflicts';
import { type Fact, orderOf, type RecordedFact } from './fact';
import { type Flags, flagsOf } from './flags';

/** What is already known of a shop when facts about it arrive. */
export interface ShopRecord {
  readonly shop: string;
  /** Null while the shop is not opened. */
  readonly book: PolicyBook | null;
  /** The day after the last closed one, else the day of the opening (R2.2); null while the shop is not opened. */
  readonly firstOpenDay: PlainDate | null;
  readonly nextNo: number;
  /** Canonical content of the stored facts whose ids are in the batch. */
  readonly contentById: ReadonlyMap<string, string>;
  /** Every stored fact of the orders that the batch names, ascending by no. */
  readonly orders: ReadonlyMap<string, readonly RecordedFact[]>;
}

/** A fact as it arrives, with its line in the file. */
export interface Incoming {
  readonly line: number;
  readonly fact: Fact;
}

/** A fact that was not stored, and why: names the field and the cure. */
export interface FactRefusal {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

/** What became of a batch of one shop. */
export interface Admission {
  readonly recorded: readonly RecordedFact[];
  /** Facts that were known already, with the same content (R2.1). */
  readonly duplicates: number;
  readonly refusals: readonly FactRefusal[];
  /** What ops are told of. */
  readonly flags: Flags;
}

/** The state of one admission as it goes through the batch. */
class Admitting {
  readonly recorded: RecordedFact[] = [];
  readonly refusals: FactRefusal[] = [];
  duplicates = 0;
  private book: PolicyBook | null;
  private firstOpenDay: PlainDate | null;
  private nextNo: number;
  private readonly contentById: Map<string, string>;
  private readonly orders = new Map<string, RecordedFact[]>();

  constructor(
    private readonly record: ShopRecord,
    private readonly policies: Policies,
  ) {
    this.book = record.book;
    this.firstOpenDay = record.firstOpenDay;
    this.nextNo = record.nextNo;
    this.contentById = new Map(record.contentById);
  }

  take({ line, fact }: Incoming): void {
    const content = canonicalContent(fact);
    const known = this.contentById.get(fact.id);
    if (known === content) {
      this.duplicates += 1;
      return;
    }
    const refusal =
      known === undefined
        ? this.refusalOf(fact)
        : {
            field: 'id',
            reason: `"${fact.id}" is already recorded with other content; give a new fact an id of its own`,
          };
    if (refusal !== null) {
      this.refusals.push({ line, ...refusal });
      return;
    }
    this.contentById.set(fact.id, content);
    this.keep(fact);
  }

  private refusalOf(fact: Fact): { field: string; reason: string } | null {
    if (fact.type === 'shop.opened') return this.openingRefusal(fact);
    if (this.book === null)
      return { field: 'shop', reason: `shop "${fact.shop}" is not opened; record its shop.opened first` };
    const order = orderOf(fact);
    return order === null ? null : conflictOf(fact, this.factsOf(order));
  }

  private openingRefusal(fact: Extract<Fact, { type: 'shop.opened' }>): { field: string; reason: string } | null {
    if (this.book !== null) return { field: 'shop', reason: `shop "${fact.shop}" is already open; a shop opens once` };
    const book = this.policies[fact.marketplace];
    const names = Object.keys(this.policies).join(', ');
    if (book === undefined)
      return { field: 'marketplace', reason: `"${fact.marketplace}" has no policy book; use one of ${names}` };
    const first = book.versions[0]?.effectiveFrom;
    if (first !== undefined && dayOf(fact.occurredAt, book.zone) < first)
      return { field: 'occurredAt', reason: `lies before ${first}, when the policy of ${book.marketplace} begins` };
    return null;
  }

  flags(): Flags {
    return flagsOf(this.recorded, this.orders);
  }

  private factsOf(order: string): RecordedFact[] {
    const seen = this.orders.get(order);
    if (seen !== undefined) return seen;
    const stored = [...(this.record.orders.get(order) ?? [])];
    this.orders.set(order, stored);
    return stored;
  }

  private keep(fact: Fact): void {
    if (fact.type === 'shop.opened') this.book = bookOf(this.policies, fact.marketplace);
    const occurredOn = dayOf(fact.occurredAt, this.book?.zone ?? 'UTC');
    this.firstOpenDay ??= occurredOn;
    const recorded: RecordedFact = {
      no: this.nextNo,
      occurredOn,
      effectiveOn: laterDay(occurredOn, this.firstOpenDay),
      fact,
    };
    this.nextNo += 1;
    this.recorded.push(recorded);
    const order = orderOf(fact);
    if (order !== null) this.factsOf(order).push(recorded);
  }
}

/**
 * Decides which facts of a batch enter a shop's record (R2.1-R2.5, R4.5), in (occurredAt, id) order, the opening first: the order of a
 * file does not matter. Nothing is stored here.
 * @param batch well-formed facts of one shop
 * @example the same batch again: recorded [], duplicates = its length
 */
export function admitFacts(record: ShopRecord, batch: readonly Incoming[], policies: Policies): Admission {
  const admitting = new Admitting(record, policies);
  const opening = (incoming: Incoming) => (incoming.fact.type === 'shop.opened' ? 0 : 1);
  const ordered = [...batch].sort(
    (left, right) => opening(left) - opening(right) || compareOccurrences(left, right) || left.line - right.line,
  );
  for (const incoming of ordered) admitting.take(incoming);
  const refusals = [...admitting.refusals].sort((left, right) => left.line - right.line);
  return { recorded: admitting.recorded, duplicates: admitting.duplicates, refusals, flags: admitting.flags() };
}

/** The first day that a fact can still take effect on, after a close through a day. */
export function firstOpenDayAfter(closedThrough: PlainDate | null, openedOn: PlainDate): PlainDate {
  return closedThrough === null ? openedOn : addDays(closedThrough, 1);
}
