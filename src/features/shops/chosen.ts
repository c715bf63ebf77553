import type { Actor, ShopRef } from '@/contracts/shell';

/** The shops that a form or an address names, of those that are the actor's; others are as if they were not there. */
export function chosenShops(actor: Pick<Actor, 'shops'>, named: readonly string[]): readonly ShopRef[] {
  const wanted = new Set(named);
  return actor.shops.filter(({ externalId }) => wanted.has(externalId));
}

/** The shops that an address names, "?shop=a&shop=b". */
export function namedShops(params: Readonly<Record<string, string | string[] | undefined>>): readonly string[] {
  return [params.shop ?? []].flat();
}
