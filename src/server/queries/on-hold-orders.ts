import 'server-only';
import type { PoolClient } from 'pg';
import type { ShopContext } from '@/contracts/shell';
import type { AmountDto } from '@/contracts/statement';
import { explainComponent } from '@/domain/explain/component';
import { formatMinor } from '@/domain/money/money';
import { buildOrder, factsByOrder, type Order } from '@/domain/order/order';
import type { Component } from '@/domain/settlement/component';
import { selectFactsOfOrders } from '../repositories/facts';

/** Some orders of a shop, built from all of their facts. */
export async function readOrdersById(
  connection: PoolClient,
  shop: Pick<ShopContext, 'id' | 'externalId'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Order>> {
  const names = new Map([[shop.id, shop.externalId]]);
  const found = await selectFactsOfOrders(connection, new Map([[shop.id, ids]]), names);
  const orders = new Map<string, Order>();
  for (const [id, facts] of factsByOrder(found.get(shop.id) ?? [])) {
    const order = buildOrder(facts);
    if (order !== null) orders.set(id, order);
  }
  return orders;
}

/** A product to at least two places, as every amount here. @example padded("6 % × 60.00 = 3.6") === "6 % × 60.00 = 3.60" */
function padded(basisText: string): string {
  return basisText.replace(
    /= (-?\d+)(?:\.(\d))?(?![\d.])/g,
    (_product, whole: string, tenths = '0') => `= ${whole}.${tenths}0`,
  );
}

/** Components in words, with the numbers that they came from. */
export function soFarOf(components: readonly Component[]): readonly AmountDto[] {
  return components.map(({ kind, amount, basis }) => {
    const explained = explainComponent(kind, basis);
    const basisText = explained.basisText === null ? null : padded(explained.basisText);
    return { kind, ...explained, basisText, amount: formatMinor(amount) };
  });
}

/** Names of what was ordered, each once. */
export function productsOf(order: Order): readonly string[] {
  return [...new Set(order.placed.fact.lines.map(({ name }) => name))];
}
