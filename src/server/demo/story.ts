import { type Instant, instant } from '@/domain/calendar/instant';
import { addDays, type PlainDate, plainDate } from '@/domain/calendar/plain-date';
import type { Fact, FactOf, FactPayloads, FactType } from '@/domain/fact/fact';
import { minor, minus } from '@/domain/money/money';
import { rate, roundHalfUp } from '@/domain/money/rate';

/** A moment of a day in UTC, the zone of the US marketplace. @example at("2026-03-02", "10:00") */
export function at(day: string, time: string): Instant {
  return instant(`${day}T${time}:00Z`);
}

/** A product of an invented shop. */
export interface Product {
  readonly sku: string;
  readonly name: string;
  /** Minor units. */
  readonly price: bigint;
}

/** A sale and its fate. Days are marketplace days. */
export interface Sale {
  readonly order: string;
  readonly product: Product;
  readonly quantity?: number;
  readonly placedOn: string;
  readonly shippedOn?: string;
  readonly deliveredOn?: string;
  /** Minor units; the seller's own discount. */
  readonly discount?: bigint;
  readonly isLate?: boolean;
}

/** Collects the facts of one invented shop, with ids of their own. */
export class Story {
  readonly facts: Fact[] = [];

  constructor(readonly shop: string) {}

  /** Adds one fact. */
  tell<Type extends FactType>(type: Type, occurredAt: Instant, payload: FactPayloads[Type]): void {
    const id = `demo-${this.shop}-${(this.facts.length + 1).toString().padStart(6, '0')}`;
    this.facts.push({ id, shop: this.shop, type, occurredAt, ...payload } as unknown as FactOf<Type>);
  }

  /** The shop opens, with a verified bank account from the start. */
  opens(day: string, opening: Omit<FactPayloads['shop.opened'], 'marketplace'>, last4: string): void {
    this.tell('shop.opened', at(day, '00:00'), { marketplace: 'us', ...opening });
    this.tell('bank-account.verified', at(day, '00:05'), {
      account: `${this.shop}-${last4}`,
      last4,
      holderName: opening.registeredName,
    });
  }

  /** An order is placed, and shipped and delivered as far as the sale says. */
  sells(sale: Sale): void {
    const { order, product, placedOn, shippedOn, deliveredOn } = sale;
    const quantity = sale.quantity ?? 1;
    const shipBy = at(addDays(plainDate(placedOn), 3), '23:59');
    const amount = minor(product.price * BigInt(quantity));
    this.tell('order.placed', at(placedOn, '10:05'), {
      order,
      shipBy,
      shipping: 'ship-by-seller',
      lines: [{ sku: product.sku, name: product.name, quantity, amount }],
      ...(sale.discount === undefined ? {} : { sellerDiscount: minor(sale.discount) }),
    });
    const shipped = sale.isLate === true ? addDays(plainDate(placedOn), 4) : shippedOn;
    if (shipped !== undefined) this.tell('order.shipped', at(shipped, '15:30'), { order });
    if (deliveredOn !== undefined) this.tell('order.delivered', at(deliveredOn, '11:20'), { order });
  }

  /** Somebody signs in every so many days: activity, which never touches money (R10.5). */
  signsIn(first: string, last: string, everyDays: number): void {
    for (let day = plainDate(first); day <= last; day = addDays(day, everyDays)) {
      this.tell('shop.activity', at(day, '08:30'), { kind: 'sign-in' });
    }
  }

  /** A sale that is shipped the day after and delivered some days after that. */
  sellsAndDelivers(order: string, product: Product, placedOn: string, deliveredOn: string): void {
    this.sells({ order, product, placedOn, shippedOn: addDays(plainDate(placedOn), 1), deliveredOn });
  }
}

const REFERRAL = rate('0.06');

/** The price that leaves a wanted amount after the referral fee of 6 %. @example priceFor(4107n) === 4369n */
export function priceFor(net: bigint): bigint {
  for (let gross = net; gross <= net * 2n; gross += 1n) {
    if (minus(minor(gross), roundHalfUp(REFERRAL, minor(gross))) === minor(net)) return gross;
  }
  throw new Error(`Defect: no price leaves ${net}`);
}

/** Numbers that look like chance and are the same each time (a multiplicative congruential generator). */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

/** Days between two days, both included, as PlainDates. */
export function eachDay(first: string, last: string): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = plainDate(first); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
