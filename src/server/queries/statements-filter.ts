import 'server-only';
import { LARGEST_NUMBER } from '@/contracts/search-params';
import type { StatementsSearch } from '@/contracts/statements';
import { readMinor } from '@/domain/money/money';
import type { PendingReason } from '@/domain/payout/conditions';
import { orderIdRange } from './order-id-range';

/** A WHERE clause over `statement s`, and the values of its parameters. */
export interface Filter {
  readonly where: string;
  readonly values: readonly unknown[];
}

/** Adds conditions with numbered parameters. */
class Conditions {
  readonly values: unknown[] = [];
  readonly parts: string[] = [];

  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(part: string): void {
    this.parts.push(part);
  }
}

/**
 * Reads a typed number of a statement or payout: "12", "#12", "payout 12".
 * @returns null for anything else
 */
export function readTypedNumber(text: string): number | null {
  const match = /^(?:statement|payout|no\.?)?\s*#?\s*(\d{1,10})$/i.exec(text);
  const number = match === null ? 0 : Number(match[1]);
  return number >= 1 && number <= LARGEST_NUMBER ? number : null;
}

/** Statements with a line of the order, by the index over orders. */
function ofOrder(conditions: Conditions, shop: string, text: string): string {
  const [from, to] = orderIdRange(text).map((end) => conditions.value(end));
  return `s.no IN (SELECT l.statement_no FROM line l WHERE l.shop_id = ${shop} AND l.order_id BETWEEN ${from} AND ${to})`;
}

function search(conditions: Conditions, shop: string, text: string): string {
  const either = [ofOrder(conditions, shop, text)];
  const no = readTypedNumber(text);
  if (no !== null) {
    const number = conditions.value(no);
    either.push(`s.no = ${number}`);
    either.push(
      `s.no IN (SELECT i.statement_no FROM payout_item i WHERE i.shop_id = ${shop} AND i.payout_no = ${number})`,
    );
  }
  return `(${either.join(' OR ')})`;
}

/** All pending statements of a shop have one reason, so the filter leaves all of them or none (R6.4, R7.1). */
function ofReason(wanted: PendingReason, current: PendingReason | null): string {
  return wanted === current ? "s.status = 'pending'" : 'false';
}

/**
 * The statements of a shop that a search leaves, without its cursor.
 * @param current why the shop's pending statements are pending; null before the first close
 */
export function statementsFilter(shopId: number, asked: StatementsSearch, current: PendingReason | null): Filter {
  const conditions = new Conditions();
  const shop = conditions.value(shopId);
  conditions.add(`s.shop_id = ${shop}`);
  if (asked.status !== undefined) conditions.add(`s.status = ${conditions.value(asked.status)}`);
  if (asked.reason !== undefined) conditions.add(ofReason(asked.reason, current));
  if (asked.kind !== undefined) conditions.add(`s.kind = ${conditions.value(asked.kind)}`);
  if (asked.from !== undefined) conditions.add(`s.day >= ${conditions.value(asked.from)}`);
  if (asked.to !== undefined) conditions.add(`s.day <= ${conditions.value(asked.to)}`);
  if (asked.min !== undefined) conditions.add(`s.payable_minor >= ${conditions.value(readMinor(asked.min))}`);
  if (asked.max !== undefined) conditions.add(`s.payable_minor <= ${conditions.value(readMinor(asked.max))}`);
  if (asked.q !== undefined) conditions.add(search(conditions, shop, asked.q));
  return { where: conditions.parts.join(' AND '), values: conditions.values };
}

/** The filter, older than a statement. */
export function olderThan(filter: Filter, before: number | undefined): Filter {
  if (before === undefined) return filter;
  const values = [...filter.values, before];
  return { where: `${filter.where} AND s.no < $${values.length}`, values };
}
