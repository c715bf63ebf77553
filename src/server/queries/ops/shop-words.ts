import 'server-only';
import type { OpsShopState } from '@/contracts/ops-shops';
import { readMinor } from '@/domain/money/money';

/** What can be asked of `shop s` and its `seller o`. */
export interface ShopsAsked {
  /** A part of the shop's id, name or registered name, or of its seller's id or name. */
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

const IN_STATE = {
  negative: 's.owed_minor > 0',
  frozen: `s.measures && ARRAY['freeze-withdrawals', 'deactivate-shop']`,
  'payout-failed': 's.payout_failed',
  'risk-level-0': 's.reserve_level = 0',
  inactive: `s.activity <> 'active'`,
  closed: 's.closed_on IS NOT NULL',
} as const satisfies Record<OpsShopState, string>;

/** What a typed text is looked for in. */
const FIELDS = ['s.external_id', 's.name', 's.registered_name', `coalesce(o.name, '')`, `coalesce(o.external_id, '')`];

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
    const either = FIELDS.map((field) => `strpos(lower(${field}), ${typed}) > 0`);
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
