import 'server-only';
import type { SellerRole } from '@/contracts/permissions';
import type { Actor, ShopRef } from '@/contracts/shell';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { POLICIES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import type { PrismaClient } from '../db/prisma';
import type { Session } from './session';

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

/** What a session says of its actor; the rest follows from the membership. */
type FromSession = Pick<Actor, 'userId' | 'email' | 'sessionId' | 'freshAt'>;

/**
 * The actor behind a session: the member that it acts as. Null if there is nobody, nobody any more, or the member is not the session's user.
 * Their shops come worst first.
 */
export async function findActor(
  prisma: PrismaClient,
  session: Session,
  { isDemo }: { readonly isDemo: boolean },
): Promise<Actor | null> {
  const { personKey, id: sessionId, userId, email, freshAt } = session;
  if (personKey === null) return null;
  const said: FromSession = { userId, email, sessionId, freshAt };
  if (personKey.startsWith(SHOP_ITSELF)) {
    return isDemo ? findShopItself(prisma, personKey.slice(SHOP_ITSELF.length), said) : null;
  }
  const member = await prisma.member.findUnique({
    where: { personKey, email },
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
    ...said,
    person: { key: personKey, name: member.name },
    kind: 'seller',
    seller: { id: member.seller.id, name: member.seller.name },
    shops: member.seller.shops.map(refOf),
    role: member.role as SellerRole,
  };
}

async function findShopItself(prisma: PrismaClient, externalId: string, said: FromSession): Promise<Actor | null> {
  const shop = await prisma.shop.findFirst({ where: { externalId, sellerId: null }, select: REF });
  if (shop === null) return null;
  return {
    ...said,
    person: { key: keyOfShopItself(externalId), name: shop.name },
    kind: 'seller',
    seller: null,
    shops: [refOf(shop)],
    role: 'owner',
  };
}

/** As whom a user acts who has not chosen: the first of their memberships; null where they have none. */
export async function findPersonKey(prisma: PrismaClient, user: { readonly email: string }): Promise<string | null> {
  const member = await prisma.member.findFirst({
    where: { email: user.email },
    select: { personKey: true },
    orderBy: [{ sellerId: 'asc' }, { no: 'asc' }],
  });
  return member?.personKey ?? null;
}

/** Whoever looks at an imported shop in the demo. */
const VISITOR = { name: 'Visitor', email: 'visitor@demo.example' } as const;

/** Name and address of somebody whom the demo's sign-in page lists; null if there is nobody of that key. */
export async function findDemoPerson(
  prisma: PrismaClient,
  personKey: string,
): Promise<{ readonly name: string; readonly email: string } | null> {
  if (!personKey.startsWith(SHOP_ITSELF)) {
    return prisma.member.findUnique({ where: { personKey }, select: { name: true, email: true } });
  }
  const externalId = personKey.slice(SHOP_ITSELF.length);
  const shop = await prisma.shop.findFirst({ where: { externalId, sellerId: null }, select: { id: true } });
  return shop === null ? null : VISITOR;
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
