import 'server-only';
import type { SellerRole } from '@/contracts/permissions';
import type { Actor, ShopRef } from '@/contracts/shell';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { POLICIES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import type { PrismaClient } from '../db/prisma';

/** In the demo anybody may look at an imported shop that has no people: the person is then the shop itself. */
const SHOP_ITSELF = 'shop:';

/** What is shown of a shop in the list of one's shops. */
const REF = { id: true, externalId: true, name: true, marketplace: true } as const;

interface ShopRow {
  readonly id: number;
  readonly externalId: string;
  readonly name: string;
  readonly marketplace: string;
}

function refOf(row: ShopRow): ShopRef {
  return { id: row.id, externalId: row.externalId, name: row.name, marketplaceName: bookOf(row.marketplace).name };
}

function bookOf(marketplace: string) {
  return present(POLICIES[marketplace], `policy book of ${marketplace}`);
}

/** The key under which an imported shop that has no people is looked at in the demo. */
export function keyOfShopItself(externalId: string): string {
  return SHOP_ITSELF + externalId;
}

/** The actor behind a person's key; null if there is nobody, or nobody any more. Their shops come worst first. */
export async function findActor(
  prisma: PrismaClient,
  person: string,
  { isDemo }: { readonly isDemo: boolean },
): Promise<Actor | null> {
  if (person.startsWith(SHOP_ITSELF)) {
    return isDemo ? findShopItself(prisma, person.slice(SHOP_ITSELF.length)) : null;
  }
  const member = await prisma.member.findUnique({
    where: { personKey: person },
    select: {
      name: true,
      role: true,
      seller: {
        select: { id: true, name: true, shops: { select: REF, orderBy: [{ availableMinor: 'asc' }, { id: 'asc' }] } },
      },
    },
  });
  if (member === null) return null;
  return {
    person: { key: person, name: member.name },
    kind: 'seller',
    seller: { id: member.seller.id, name: member.seller.name },
    shops: member.seller.shops.map(refOf),
    role: member.role as SellerRole,
  };
}

async function findShopItself(prisma: PrismaClient, externalId: string): Promise<Actor | null> {
  const shop = await prisma.shop.findFirst({ where: { externalId, sellerId: null }, select: REF });
  if (shop === null) return null;
  return {
    person: { key: keyOfShopItself(externalId), name: shop.name },
    kind: 'seller',
    seller: null,
    shops: [refOf(shop)],
    role: 'owner',
  };
}

/** What a shop's row and its policy book say about it. */
export async function findShop(connection: Connection, ref: ShopRef) {
  const { rows } = await connection.query<{
    readonly marketplace: string;
    readonly opened_on: PlainDate;
    readonly closed_on: PlainDate | null;
    readonly closed_through: PlainDate | null;
  }>('SELECT marketplace, opened_on, closed_on, closed_through FROM shop WHERE id = $1', [ref.id]);
  const row = present(rows[0], `shop ${ref.id}`);
  const book = bookOf(row.marketplace);
  return {
    ...ref,
    marketplace: row.marketplace,
    currency: book.currency,
    zone: book.zone,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    closedThrough: row.closed_through,
    firstOpenDay: row.closed_through === null ? row.opened_on : addDays(row.closed_through, 1),
  };
}
