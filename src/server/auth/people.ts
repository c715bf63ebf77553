import 'server-only';
import type { OpsRole, Role, SellerRole } from '@/contracts/permissions';
import type { Actor, ShopContext, ShopRef } from '@/contracts/shell';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';
import type { PrismaClient } from '../db/prisma';
import type { SellerViewRow } from '../repositories/seller-views';
import type { Session } from './session';

/** In the demo anybody may look at an imported shop that has no people: the person is then the shop itself. */
const SHOP_ITSELF = 'shop:';

/** Begins the keys of the marketplace's own people. */
const OPS = 'ops:';

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
  return present(MARKETPLACES[marketplace], `policy book of ${marketplace}`);
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
  if (personKey.startsWith(OPS)) return findOps(prisma, personKey, said);
  const member = await prisma.member.findUnique({
    where: { personKey, userId, status: 'active' },
    select: { no: true, name: true, role: true, shopAccess: true, seller: { select: { id: true, name: true } } },
  });
  if (member === null) return null;
  const { no, name, role, shopAccess, seller } = member;
  const shops = await prisma.shop.findMany({
    where: { sellerId: seller.id, ...(shopAccess === 'all' ? {} : { memberShops: { some: { memberNo: no } } }) },
    select: REF,
    orderBy: [{ availableMinor: 'asc' }, { id: 'asc' }],
  });
  return {
    ...said,
    person: { key: personKey, name },
    kind: 'seller',
    seller,
    shops: shops.map(refOf),
    role: role as SellerRole,
  };
}

/** The marketplace's own people belong to no seller; what they see of one is asked for, and on record. */
async function findOps(prisma: PrismaClient, personKey: string, said: FromSession): Promise<Actor | null> {
  const ops = await prisma.opsMember.findUnique({ where: { personKey, userId: said.userId, status: 'active' } });
  if (ops === null) return null;
  const person = { key: personKey, name: ops.name };
  return { ...said, person, kind: 'ops', seller: null, shops: [], role: ops.role as OpsRole };
}

/**
 * Somebody of the marketplace as they see a seller's pages: with all of its shops, in the role of its members that sees the money and changes
 * nothing.
 */
export async function findViewer(prisma: PrismaClient, ops: Actor, view: SellerViewRow): Promise<Actor> {
  const shops = await prisma.shop.findMany({
    where: { sellerId: view.sellerId },
    select: REF,
    orderBy: [{ availableMinor: 'asc' }, { id: 'asc' }],
  });
  const { purpose, until } = view;
  return {
    ...ops,
    kind: 'seller',
    seller: { id: view.sellerId, name: view.sellerName },
    shops: shops.map(refOf),
    role: 'viewer',
    viewedBy: { role: ops.role, purpose, until },
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
export async function findPersonKey(prisma: PrismaClient, user: { readonly id: string }): Promise<string | null> {
  const asked = { where: { userId: user.id, status: 'active' }, select: { personKey: true } } as const;
  const member = await prisma.member.findFirst({ ...asked, orderBy: [{ sellerId: 'asc' }, { no: 'asc' }] });
  return (member ?? (await prisma.opsMember.findFirst(asked)))?.personKey ?? null;
}

/** Whoever looks at an imported shop in the demo. */
const VISITOR = { name: 'Visitor', email: 'visitor@demo.example' } as const;

/** Name and address of somebody whom the demo's sign-in page lists; null if there is nobody of that key. */
export async function findDemoPerson(
  prisma: PrismaClient,
  personKey: string,
): Promise<{ readonly name: string; readonly email: string } | null> {
  const asked = { where: { personKey, status: 'active' }, select: { name: true, email: true } } as const;
  if (personKey.startsWith(OPS)) return prisma.opsMember.findUnique(asked);
  if (!personKey.startsWith(SHOP_ITSELF)) return prisma.member.findUnique(asked);
  const externalId = personKey.slice(SHOP_ITSELF.length);
  const shop = await prisma.shop.findFirst({ where: { externalId, sellerId: null }, select: { id: true } });
  return shop === null ? null : VISITOR;
}

/** What a shop's row and its policy book say about it. */
async function findShop(connection: Connection, ref: ShopRef) {
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

/** A shop and the time that its pages go by, whoever looks at them: the first day that is not closed is today, even where the clock is ahead. */
export async function readShopContext(
  connection: Connection,
  ref: ShopRef,
  { now, role }: { readonly now: Instant; readonly role: Role },
): Promise<ShopContext> {
  const { firstOpenDay, ...shop } = await findShop(connection, ref);
  const clockDay = dayOf(now, shop.zone);
  const today = firstOpenDay < clockDay && shop.closedThrough !== null ? firstOpenDay : clockDay;
  return { ...shop, now, today, isUpToDate: firstOpenDay >= clockDay, role };
}

/** Names a shop by its number. */
export async function findShopRef(connection: Connection, id: number): Promise<ShopRef> {
  const { rows } = await connection.query<ShopRow>(
    'SELECT id, external_id AS "externalId", name, marketplace FROM shop WHERE id = $1',
    [id],
  );
  return refOf(present(rows[0], `shop ${id}`));
}
