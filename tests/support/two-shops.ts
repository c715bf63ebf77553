import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { appendAudit } from '@/server/commands/audit/append-audit';
import { postNotice } from '@/server/commands/notices/post-notice';
import { beginAlert, insertAlertRule, keepWatch } from '@/server/repositories/alert-rules';
import type { BillRow } from '@/server/repositories/bills';
import { addInvitation } from '@/server/repositories/invitations';
import { keepMember } from '@/server/repositories/members';
import { addUser } from '@/server/repositories/users';
import type { TestBooks } from './books';
import type { WireFact } from './facts';
import { ivyCancels, ivyOpens } from './ivy';
import { billOf, chargeUnanswered } from './owing';

/** A shop and its seller by their numbers, with a bill that is being paid. */
export interface Owner {
  readonly shopId: number;
  readonly sellerId: number;
  readonly bill: BillRow;
  /** The payment of the bill. */
  readonly payment: string;
}

function sale(order: string, amount: string, deliveredOn: string): WireFact[] {
  const placed = {
    type: 'order.placed',
    occurredAt: '2026-02-26T10:00:00Z',
    order,
    shipBy: `${deliveredOn}T23:00:00Z`,
    shipping: 'ship-by-seller',
    lines: [{ sku: 'cup', name: 'Cup', quantity: 1, amount }],
  };
  const shipped = { type: 'order.shipped', occurredAt: '2026-02-26T18:00:00Z', order };
  return [placed, shipped, { type: 'order.delivered', occurredAt: `${deliveredOn}T10:00:00Z`, order }];
}

/** A is paid out; 100.00 are lost on 11 March, of which B covers a part a day later; C is delivered and settles after 12 March. */
function factsOfShop(): WireFact[] {
  const loss = { type: 'adjustment.posted', occurredAt: '2026-03-11T10:00:00Z', kind: 'lost-parcel', reason: 'Lost' };
  return [
    ...ivyOpens(),
    ...ivyCancels(),
    ...sale('A', '84.30', '2026-03-02'),
    { ...loss, amount: '-100.00' },
    ...sale('B', '60.00', '2026-03-04'),
    ...sale('C', '12.00', '2026-03-12'),
  ];
}

/** What the viewer was told, and a kind that they want otherwise. */
async function tell(
  books: TestBooks,
  { sellerId, shopId }: { readonly shopId: number; readonly sellerId: number },
): Promise<void> {
  const detail = { payout: 1, amount: '12.00', last4: '4417' };
  const at = instant('2026-03-12T00:00:00Z');
  await postNotice(books.database.pool, {
    key: `payout:${shopId}:1`,
    kind: 'payout-sent',
    sellerId,
    shopId,
    at,
    detail,
  });
  await books.sql(
    'INSERT INTO inbox_item (seller_id, member_no, notice_id) SELECT seller_id, 2, id FROM notice WHERE shop_id = $1',
    [shopId],
  );
  await books.sql(
    "INSERT INTO webhook_endpoint VALUES ($1::integer, 'whk_' || $1::integer, 'https://example.com', '{}', 'sealed', NULL, NULL, 'disabled', NULL, 'x')",
    [sellerId],
  );
  await books.sql(
    `WITH delivery AS (
       INSERT INTO webhook_delivery (seller_id, endpoint_id, event_id, kind, body) VALUES ($1::integer, 'whk_' || $1::integer, 'tst_1', 'test', '{}') RETURNING id
     ) INSERT INTO webhook_attempt (seller_id, delivery_id, took_ms) SELECT $1::integer, id, 1 FROM delivery`,
    [sellerId],
  );
  await books.sql("INSERT INTO notice_preference VALUES ($1, 2, 'payout-sent', 'mail', true)", [sellerId]);
}

/** A rule that found something in the shop. */
async function watch(
  books: TestBooks,
  { sellerId, shopId }: { readonly shopId: number; readonly sellerId: number },
): Promise<void> {
  const rule = {
    sellerId,
    id: `alr_${shopId}`,
    shopId,
    kind: 'owed-above',
    threshold: 5000n,
    createdBy: 'owner',
  } as const;
  await insertAlertRule(books.database.pool, rule);
  const watched = { ruleId: rule.id, revision: 1 };
  await keepWatch(books.database.pool, shopId, watched, plainDate('2026-03-12'));
  await beginAlert(books.database.pool, shopId, watched, { on: plainDate('2026-03-11'), reading: { unit: 'none' } });
}

/** A viewer of this shop alone, who signs in; an invitation with the token "token of rook"; a deed in the audit log. */
async function makePeople(
  books: TestBooks,
  { shop, shopId, sellerId }: { readonly shop: string; readonly shopId: number; readonly sellerId: number },
): Promise<void> {
  const email = `viewer@${shop}.example`;
  const user = { email, name: shop, passwordHash: 'none' };
  const { id: userId } = await addUser(books.database.pool, user);
  const viewer = { sellerId, no: 2, personKey: `${shop}-viewer`, userId, name: shop, email, isActive: true };
  await keepMember(books.database.pool, { ...viewer, role: 'viewer', shops: [shopId] });
  const invitation = {
    sellerId,
    id: `inv_${shop}`,
    email,
    invitedBy: shop,
    expiresAt: instant('2027-01-01T00:00:00Z'),
  };
  await addInvitation(books.database.pool, { ...invitation, role: 'viewer', shops: 'all' }, `token of ${shop}`);
  await appendAudit(books.database.pool, { actor: null, sellerId, shopId, deed: 'member.invited', subject: email });
}

/** A note of ops about the shop, and a look at the seller's pages. */
async function lookAtPages(
  books: TestBooks,
  { shopId, sellerId }: { readonly shopId: number; readonly sellerId: number },
): Promise<void> {
  await books.sql(
    `INSERT INTO shop_note (shop_id, id, words, by_key, by_name, at) VALUES ($1, 'not_1', 'Asked for papers', 'ops:otis', 'Otis', now())`,
    [shopId],
  );
  await books.sql(
    `INSERT INTO seller_view (seller_id, id, session_id, person_key, purpose, begun_at, until, left_at)
     VALUES ($1::int, 'svw_1', 'ses_' || $1, 'ops:otis', 'ticket 4711', now(), now() + interval '30 minutes', NULL)`,
    [sellerId],
  );
}

/** A row of each table of /shops: an order that waits, a check, a saved view, and a batch with the shop's bill. */
async function makePortfolio(
  books: TestBooks,
  { shopId, sellerId, bill }: { readonly shopId: number; readonly sellerId: number; readonly bill: string },
): Promise<void> {
  await books.sql(`INSERT INTO pending_order (shop_id, order_id, ship_by) VALUES ($1, 'waits', now())`, [shopId]);
  await books.sql(
    `INSERT INTO checklist_entry (shop_id, id, day, item, deed, finding, by_key, by_name, at)
     VALUES ($1, 'chk_1', '2026-03-13', 'balance', 'checked', 'ok', 'ann', 'Ann', now())`,
    [shopId],
  );
  await books.sql(
    `INSERT INTO saved_view (seller_id, id, person_key, name, query) VALUES ($1, 'viw_1', 'ann', 'Owing', 'view=owing')`,
    [sellerId],
  );
  await books.sql(
    `INSERT INTO bill_batch (seller_id, id, key, currency, created_by, created_at, attempt, attempt_key, card)
     VALUES ($1::int, 'bat_' || $1, 'form-1', 'USD', 'ann', now(), 1, 'form-1.pay', 'pm_1'),
            ($1::int, 'bat_' || $1 || '_empty', 'form-2', 'USD', 'ann', now(), 0, NULL, NULL)`,
    [sellerId],
  );
  await books.sql(
    `INSERT INTO bill_batch_item (shop_id, batch_id, seller_id, bill_id, confirmed_minor, asked_attempt)
     VALUES ($1, 'bat_' || $2::int, $2::int, $3, 2000, 1)`,
    [shopId, sellerId, bill],
  );
}

async function makeOwner(books: TestBooks, shop: string): Promise<Owner> {
  const [seller] = await books.sql<{ id: number }>(
    'INSERT INTO seller (external_id, name) VALUES ($1, $1) RETURNING id',
    [shop],
  );
  const sellerId = seller?.id ?? 0;
  await books.sql(
    "INSERT INTO member (seller_id, no, person_key, name, email, role) VALUES ($1, 1, $2, $2, $2 || '@example.com', 'owner')",
    [sellerId, shop],
  );
  await books.sql('INSERT INTO card_customer (seller_id, customer) VALUES ($1, $2)', [sellerId, `cus_${shop}`]);
  const [row] = await books.sql<{ id: number }>('UPDATE shop SET seller_id = $1 WHERE external_id = $2 RETURNING id', [
    sellerId,
    shop,
  ]);
  const shopId = row?.id ?? 0;
  const bill = await billOf(books, shopId, 2000n);
  const payment = await chargeUnanswered(books, bill);
  await books.sql(
    `INSERT INTO bank_line (fingerprint, booked_on, amount_minor, currency, status, shop_id, bill_id, reason, imported_at)
     VALUES ($1, '2026-03-13', 2000, 'USD', 'suggested', $2, $3, 'amount', now())`,
    [shop, shopId, bill.id],
  );
  await books.sql(
    `INSERT INTO bank_debit (fingerprint, booked_on, amount_minor, currency, trace, shop_id, payout_no, imported_at)
     SELECT $2, '2026-03-12', amount_minor, 'USD', 'EKPO ' || no, shop_id, no, now() FROM payout WHERE shop_id = $1 ORDER BY no LIMIT 1`,
    [shopId, shop],
  );
  await books.sql(
    `INSERT INTO fact_dismissal SELECT shop_id, fact_no, flag, 'Known', 'otis', 'Otis', now() FROM flagged_fact WHERE shop_id = $1`,
    [shopId],
  );
  await books.sql(
    `INSERT INTO micro_deposit (shop_id, account, first_minor, second_minor, sent_on, arrives_on, expires_on)
     SELECT shop_id, account, 12, 34, '2026-03-10', '2026-03-11', '2026-03-25' FROM bank_account WHERE shop_id = $1`,
    [shopId],
  );
  await books.sql(
    `WITH file AS (
       INSERT INTO payout_file (id, marketplace, created_on, modifier, effective_on)
       VALUES ('2026-03-11-' || $2, 'us', '2026-03-11', $2, '2026-03-12') RETURNING id
     ) INSERT INTO payout_file_entry (shop_id, payout_no, file_id) SELECT shop_id, no, file.id FROM payout, file WHERE shop_id = $1`,
    [shopId, shop.charAt(0).toUpperCase()],
  );
  await books.sql(
    `WITH appeal AS (
       INSERT INTO appeal (shop_id, id, measures, words, filed_by, filed_name, filed_at)
       VALUES ($1, 'apl_' || $2, '{freeze-withdrawals}', 'Paid', $2, $2, now()) RETURNING shop_id, id
     ) INSERT INTO appeal_file (shop_id, appeal, no, name, media_type, content)
       SELECT shop_id, id, 1, 'letter.pdf', 'application/pdf', '%PDF-' FROM appeal`,
    [shopId, shop],
  );
  await books.sql(
    `INSERT INTO decision (shop_id, id, kind, detail, reason, moved_minor, needs_second, proposed_by, proposed_name, proposed_at)
     VALUES ($1, 'dcs_' || $2, 'closure', '{}', 'Closed for a test', 0, true, $2, $2, now()),
            ($1, 'dcs_alone_' || $2, 'adjustment', '{}', 'Posted by one alone', 500, false, $2, $2, now())`,
    [shopId, shop],
  );
  await makePortfolio(books, { shopId, sellerId, bill: bill.id });
  await lookAtPages(books, { shopId, sellerId });
  await books.sql(
    `WITH version AS (
       INSERT INTO policy_version VALUES ('us', 2, '2026-05-01', 'a test', '{}', 'otis', 'Otis', now()) ON CONFLICT DO NOTHING
     ), run AS (
       INSERT INTO policy_dry_run (id, marketplace, version, kind, from_on, through_on, asked_by, asked_by_name, asked_at, status)
       VALUES ('dry_' || $2, 'us', 2, 'ahead', '2026-05-01', '2026-05-31', 'otis', 'Otis', now(), 'queued')
     ) INSERT INTO policy_dry_run_shop (shop_id, dry_run_id, size_minor, outcome) VALUES ($1, 'dry_' || $2, 0, '{}')`,
    [shopId, shop],
  );
  await books.sql(
    `WITH run AS (
       INSERT INTO close_run (status, origin, asked_at, started_at, finished_at, through)
       VALUES ('failed', 'page', now(), now(), now(), '2026-03-12') RETURNING id
     ) INSERT INTO close_failure (shop_id, run_id, day, kind, reference, failed_at)
       SELECT $1, id, '2026-03-12', 'engine', 'A1B2C3D4', now() FROM run`,
    [shopId],
  );
  await makePeople(books, { shop, shopId, sellerId });
  await tell(books, { shopId, sellerId });
  await watch(books, { shopId, sellerId });
  return { shopId, sellerId, bill, payment };
}

/**
 * Two shops of two sellers that are twins in everything but their numbers: statements, payouts, holds, allocations, a bill of 20.00 with a
 * charge that was not answered, a bank line, a member and a card customer each. Every table of a shop or a seller has a row of both.
 */
export async function twoShops(books: TestBooks): Promise<{ readonly own: Owner; readonly foreign: Owner }> {
  for (const shop of ['ivy', 'rook']) await books.record(factsOfShop(), { shop });
  await books.close('2026-03-12');
  return { own: await makeOwner(books, 'ivy'), foreign: await makeOwner(books, 'rook') };
}
