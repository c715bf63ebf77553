import { instant } from '@/domain/calendar/instant';
import type { Fact } from '@/domain/fact/fact';
import { minor } from '@/domain/money/money';
import { recordFacts } from '@/server/commands/record-facts';
import type { TestBooks } from './books';

const OPENED = instant('2026-03-01T00:00:00Z');
const PLACED = instant('2026-03-01T10:00:00Z');
const DELIVERED = instant('2026-03-02T12:00:00Z');
const POSTED_DAYS = 9;

/** What becomes the books of one shop: so many orders that settle on 10 March, and adjustments spread over the first nine days. */
function* shopFacts(shop: string, orders: number, adjustments: number): Generator<Fact> {
  const head = { shop, occurredAt: OPENED };
  yield {
    ...head,
    id: 'opened',
    type: 'shop.opened',
    marketplace: 'us',
    name: shop,
    registrationType: 'corporate',
    registeredName: shop,
    probation: false,
  };
  yield { ...head, id: 'bank', type: 'bank-account.verified', account: `${shop}-1`, last4: '0001', holderName: shop };
  yield { ...head, id: 'level', type: 'shop.reserve-level-set', level: 2, reason: 'many lines' };
  for (let index = 0; index < orders; index += 1) {
    const order = `${shop}-${index.toString().padStart(5, '0')}`;
    const amount = minor(BigInt(1000 + ((index * 7919) % 20000)));
    const lines = [{ sku: `sku-${index % 50}`, name: 'Cup', quantity: 1, amount }];
    const placed = { shipBy: DELIVERED, shipping: 'ship-by-seller', lines } as const;
    yield { id: `${order}:placed`, shop, type: 'order.placed', occurredAt: PLACED, order, ...placed };
    yield { id: `${order}:delivered`, shop, type: 'order.delivered', occurredAt: DELIVERED, order };
  }
  for (let index = 0; index < adjustments; index += 1) {
    const occurredAt = instant(`2026-03-0${1 + (index % POSTED_DAYS)}T15:00:00Z`);
    const amount = minor(BigInt(100 + (index % 900)));
    const why = { kind: 'platform-compensation', reason: 'many lines' };
    yield { id: `adjusted-${index}`, shop, type: 'adjustment.posted', occurredAt, amount, ...why };
  }
}

/**
 * Real closed books of many lines, made fast: two facts an order that settles and is withheld from (two lines), one an adjustment (one line).
 * @returns the number of lines
 */
export async function closeManyLines(
  books: TestBooks,
  { shops, orders, adjustments }: { readonly shops: number; readonly orders: number; readonly adjustments: number },
): Promise<number> {
  const facts: { line: number; fact: Fact }[] = [];
  for (let shop = 0; shop < shops; shop += 1) {
    for (const fact of shopFacts(`shop-${shop.toString().padStart(3, '0')}`, orders, adjustments))
      facts.push({ line: facts.length + 1, fact });
  }
  await recordFacts(books.database, { facts, isAtomic: true, recordedAt: PLACED });
  await books.close('2026-03-10');
  const [counted] = await books.sql<{ lines: number }>('SELECT count(*)::int AS lines FROM line');
  return counted?.lines ?? 0;
}
