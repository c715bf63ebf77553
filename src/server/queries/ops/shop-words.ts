import 'server-only';
import type { OpsShopState } from '@/contracts/ops-shops';
import { readMinor } from '@/domain/money/money';

/** What can be asked of `shop s` and its `seller o`. */
export interface ShopsAsked {
  /** A part of the shop's id, name or registered name, or of its seller's id or name; a member's address; four digits of an account. */
  readonly words?: string | undefined;
  /** Shops that what was typed names by something else. */
  readonly ids?: readonly number[] | undefined;
  readonly state?: OpsShopState | undefined;
  readonly marketplace?: string | undefined;
  readonly level?: string | undefined;
  readonly tier?: string | undefined;
  readonly shop?: string | undefined;
  readonly seller?: string | undefined;
  readonly reason?: string | undefined;
  readonly owed?: string | undefined;
}

/** What the close keeps in a shop's state and in no column: shops are few enough to be passed over. */
const keptAs = (name: string): string =>
  `EXISTS (SELECT FROM shop_state t WHERE t.shop_id = s.id AND (t.state ->> '${name}')::boolean)`;

const IN_STATE = {
  negative: 's.owed_minor > 0',
  'promotions-suspended': `'suspend-promotions' = ANY(s.measures)`,
  'risk-flagged': keptAs('riskFlagged'),
  'reserve-exempt': keptAs('reserveExempt'),
  probation: keptAs('probation'),
  frozen: `s.measures && ARRAY['freeze-withdrawals', 'deactivate-shop']`,
  'payout-failed': 's.payout_failed',
  'risk-level-0': 's.reserve_level = 0',
  inactive: `s.activity <> 'active'`,
  closed: 's.closed_on IS NOT NULL',
} as const satisfies Record<OpsShopState, string>;

/** What a typed text is looked for in. */
const FIELDS = ['s.external_id', 's.name', 's.registered_name', `coalesce(o.name, '')`, `coalesce(o.external_id, '')`];

/** What a whole text names, beside parts of {@link FIELDS}: somebody's address, the end of an account's number. @param typed SQL of it, in small letters */
function namedBy(words: string, typed: string): readonly string[] {
  if (words.includes('@'))
    return [
      `EXISTS (SELECT FROM member m WHERE m.seller_id = s.seller_id AND m.status = 'active' AND lower(m.email) = ${typed})`,
    ];
  if (/^\d{4}$/.test(words))
    return [
      `EXISTS (SELECT FROM bank_account a WHERE a.shop_id = s.id AND a.last4 = ${typed} AND a.status <> 'removed')`,
    ];
  return [];
}

/** Tables of the conditions of {@link shopConditions}. */
export const SHOPS_AND_SELLERS = 'shop s LEFT JOIN seller o ON o.id = s.seller_id';

/**
 * Conditions over `shop s` and `seller o`, each with the value of its parameter.
 * @param value gives a value its number: "$3"
 */
export function shopConditions(asked: ShopsAsked, value: (given: unknown) => string): readonly string[] {
  const { words, ids, state, marketplace, level, tier, shop, seller, reason, owed } = asked;
  const parts: string[] = [];
  if (words !== undefined) {
    const typed = value(words.toLowerCase());
    const either = [...FIELDS.map((field) => `strpos(lower(${field}), ${typed}) > 0`), ...namedBy(words, typed)];
    if (ids !== undefined && ids.length > 0) either.push(`s.id = ANY(${value(ids)}::int[])`);
    parts.push(`(${either.join(' OR ')})`);
  } else if (ids !== undefined) {
    parts.push(`s.id = ANY(${value(ids)}::int[])`);
  }
  if (state !== undefined) parts.push(IN_STATE[state]);
  if (marketplace !== undefined) parts.push(`s.marketplace = ${value(marketplace)}`);
  if (level !== undefined) parts.push(`s.reserve_level = ${value(Number(level))}`);
  if (tier !== undefined) parts.push(`s.settlement_tier = ${value(tier)}`);
  if (shop !== undefined) parts.push(`s.external_id = ${value(shop)}`);
  if (seller !== undefined) parts.push(`o.external_id = ${value(seller)}`);
  if (reason !== undefined) parts.push(`s.pending_reason = ${value(reason)}`);
  if (owed !== undefined) parts.push(`s.owed_minor >= ${value(readMinor(owed))}`);
  return parts;
}
