import 'server-only';
import type { Actor, Role, ShopRef } from '@/contracts/shell';
import { addDays, type PlainDate } from '@/domain/calendar/plain-date';
import { POLICIES } from '@/domain/policy/books/index';
import { present } from '@/domain/shared/assert';
import type { Connection } from '../db/database';

/** In the demo anybody may look at an imported shop that has no people: the person is then the shop itself. */
const SHOP_ITSELF = 'shop:';

interface MemberRow {
  readonly name: string;
  readonly role: Role;
  readonly seller_id: number;
  readonly seller_name: string;
}

interface ShopRow {
  readonly id: number;
  readonly external_id: string;
  readonly name: string;
  readonly marketplace: string;
}

function refOf(row: ShopRow): ShopRef {
  return { id: row.id, externalId: row.external_id, name: row.name, marketplaceName: bookOf(row.marketplace).name };
}

function bookOf(marketplace: string) {
  return present(POLICIES[marketplace], `policy book of ${marketplace}`);
}

/** The key under which an imported shop that has no people is looked at in the demo. */
export function keyOfShopItself(externalId: string): string {
  return SHOP_ITSELF + externalId;
}

/** The actor behind a person's key; null if there is nobody, or nobody any more. */
export async function findActor(
  connection: Connection,
  person: string,
  { isDemo }: { readonly isDemo: boolean },
): Promise<Actor | null> {
  if (person.startsWith(SHOP_ITSELF)) {
    return isDemo ? findShopItself(connection, person.slice(SHOP_ITSELF.length)) : null;
  }
  const { rows } = await connection.query<MemberRow>(
    `SELECT m.name, m.role, s.id AS seller_id, s.name AS seller_name
       FROM member m JOIN seller s ON s.id = m.seller_id WHERE m.person_key = $1`,
    [person],
  );
  const member = rows[0];
  if (member === undefined) return null;
  const { rows: shops } = await connection.query<ShopRow>(
    'SELECT id, external_id, name, marketplace FROM shop WHERE seller_id = $1 ORDER BY available_minor, name, id',
    [member.seller_id],
  );
  return {
    person: { key: person, name: member.name },
    kind: 'seller',
    seller: { id: member.seller_id, name: member.seller_name },
    shops: shops.map(refOf),
    role: member.role,
  };
}

async function findShopItself(connection: Connection, externalId: string): Promise<Actor | null> {
  const { rows } = await connection.query<ShopRow>(
    'SELECT id, external_id, name, marketplace FROM shop WHERE external_id = $1 AND seller_id IS NULL',
    [externalId],
  );
  const shop = rows[0];
  if (shop === undefined) return null;
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
