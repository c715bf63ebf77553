import type { OPS_ROLES, Role, SellerRole } from '@/contracts/permissions';
import type { Manager } from '@/server/commands/members/member-rules';
import { keepDemoUser } from '@/server/demo/users';
import type { TestBooks } from './books';
import { ivyOpens } from './ivy';

/** A member of a test's seller. */
interface AddedMember {
  readonly key: string;
  readonly role: SellerRole;
  /** External id of the seller. */
  readonly seller?: string;
  /** External ids of the shops; all where they are not named. */
  readonly shops?: readonly string[];
}

/** A seller with shops, each opened by its facts. */
export async function addSeller(books: TestBooks, seller: string, shops: readonly string[]): Promise<number> {
  const [row] = await books.sql<{ id: number }>(
    'INSERT INTO seller (external_id, name) VALUES ($1, $1) ON CONFLICT (external_id) DO UPDATE SET name = $1 RETURNING id',
    [seller],
  );
  for (const shop of shops) {
    const id = `${shop}-opens`;
    await books.record(
      ivyOpens().map((fact, index) => ({ ...fact, id: `${id}-${index}`, shop })),
      { shop },
    );
    await books.sql('UPDATE shop SET seller_id = $1, name = $2 WHERE external_id = $2', [row?.id, shop]);
  }
  return row?.id ?? 0;
}

/** Adds a member and the user who signs in as them: "mara" is mara@example.com. */
export async function addMember(books: TestBooks, member: AddedMember): Promise<Manager> {
  const { key, role, seller = 'marlow', shops } = member;
  const email = `${key}@example.com`;
  const userId = await keepDemoUser(books.database.pool, { name: key, email });
  const [row] = await books.sql<{ id: number; no: number }>(
    `INSERT INTO member (seller_id, no, person_key, user_id, name, email, role, shop_access)
     SELECT id, 1 + (SELECT count(*) FROM member WHERE seller_id = seller.id), $1, $2, $1, $3, $4, $5
       FROM seller WHERE external_id = $6 RETURNING seller_id AS id, no`,
    [key, userId, email, role, shops === undefined ? 'all' : 'chosen', seller],
  );
  await books.sql(
    `INSERT INTO member_shop (seller_id, member_no, shop_id)
     SELECT $1, $2, id FROM shop WHERE external_id = ANY($3::text[])`,
    [row?.id, row?.no, shops ?? []],
  );
  return { person: { key, name: key }, role, seller: { id: row?.id ?? 0, name: seller } };
}

/** One of the marketplace's people and the user who signs in as them. */
export async function addOps(books: TestBooks, role: Extract<Role, (typeof OPS_ROLES)[number]>): Promise<void> {
  const email = `${role}@marketplace.example`;
  const userId = await keepDemoUser(books.database.pool, { name: role, email });
  await books.sql('INSERT INTO ops_member (person_key, user_id, name, email, role) VALUES ($1, $2, $3, $4, $3)', [
    `ops:${role}`,
    userId,
    role,
    email,
  ]);
}

/** One of the marketplace's people whose user signs in as an owner of the seller of Ivy's shop too. */
export async function addOpsWhoOwnsIvys(books: TestBooks, key: string): Promise<void> {
  const email = `${key}@marketplace.example`;
  const userId = await keepDemoUser(books.database.pool, { name: key, email });
  await books.sql(
    "INSERT INTO ops_member (person_key, user_id, name, email, role) VALUES ($1, $2, $1, $3, 'ops-agent')",
    [key, userId, email],
  );
  await books.sql(
    `INSERT INTO member (seller_id, no, person_key, user_id, name, email, role)
     SELECT seller_id, 99, $1 || ' of ivy', $2, $1, $3, 'owner' FROM shop WHERE external_id = 'ivy'`,
    [key, userId, email],
  );
}
