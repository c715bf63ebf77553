import { instant } from '@/domain/calendar/instant';
import type { CardCharge, CardGateway, ChargeOutcome } from '@/server/gateways/card-gateway';
import type { TestBooks } from './books';
import { adjusted, openedOnly, verified } from './story';

/** The morning after 12 March. */
export const MORNING = instant('2026-03-13T10:00:00Z');

/** What one of several shops is told with. */
interface Told {
  /** Signed; below zero it is owed. */
  readonly amount: string;
  readonly marketplace?: string;
  readonly day?: string;
}

/** Shops of one seller, "fleet", with 12 March closed; by their codes their numbers. */
export async function fleetOf(
  books: TestBooks,
  shops: Readonly<Record<string, Told>>,
): Promise<{ readonly sellerId: number; readonly ids: Readonly<Record<string, number>> }> {
  for (const [shop, { amount, marketplace = 'us', day = '2026-03-11' }] of Object.entries(shops)) {
    const facts = [openedOnly('2026-03-02', { marketplace, name: `Shop ${shop}` }), verified('2026-03-02')];
    await books.record(
      [...facts, adjusted(day, amount)].map((fact, index) => ({ ...fact, id: `${shop}-${index}` })),
      { shop },
    );
  }
  await books.close('2026-03-12');
  const [seller] = await books.sql<{ id: number }>(
    "INSERT INTO seller (external_id, name) VALUES ('fleet', 'Fleet') RETURNING id",
  );
  const sellerId = seller?.id ?? 0;
  await books.sql("INSERT INTO card_customer (seller_id, customer) VALUES ($1, 'cus_fleet')", [sellerId]);
  const rows = await books.sql<{ id: number; shop: string }>(
    'UPDATE shop SET seller_id = $1 RETURNING id, external_id AS shop',
    [sellerId],
  );
  return { sellerId, ids: Object.fromEntries(rows.map(({ id, shop }) => [shop, id])) };
}

/** A card provider that knows two cards and answers each charge as it is told; what it was asked is kept. */
export function providerOf(answer: (charge: CardCharge) => ChargeOutcome): {
  readonly gateway: CardGateway;
  readonly charged: string[];
} {
  const charged: string[] = [];
  const card = (id: string) => ({ id, brand: 'visa', last4: '4242', expMonth: 12, expYear: 2034 });
  const gateway = {
    listCards: () => Promise.resolve([card('pm_1'), card('pm_2')]),
    charge: (charge: CardCharge) => {
      charged.push(`${charge.shop} ${charge.amount} ${charge.card}`);
      return Promise.resolve(answer(charge));
    },
  } as unknown as CardGateway;
  return { gateway, charged };
}
