import { z } from 'zod';
import { type PortfolioRowDto, shopIdSchema, TIERS } from './portfolio';
import { wordsParam } from './search-params';
import { typedAmount } from './typed-amount';

/** What the marketplace's own people look for among shops. Several may hold of one shop. */
export const OPS_SHOP_STATES = [
  'negative',
  'frozen',
  'promotions-suspended',
  'payout-failed',
  'risk-level-0',
  'risk-flagged',
  'reserve-exempt',
  'probation',
  'inactive',
  'closed',
] as const;
export type OpsShopState = (typeof OPS_SHOP_STATES)[number];

/** What the list can be put in order by; `worst` is the way it begins. */
export const OPS_SHOP_SORTS = [
  'worst',
  'owed',
  'debt',
  'available',
  'reserved',
  'in-transit',
  'level',
  'name',
  'newest',
] as const;
export type OpsShopSort = (typeof OPS_SHOP_SORTS)[number];

/** The policy books, by which shops are told apart. */
export const OPS_MARKETPLACES = ['us', 'br', 'sea'] as const;

/** How many shops a page has. */
export const OPS_SHOPS_A_PAGE = 50;

/** Filters and order of the shops of every seller, as they stand in the URL. */
export const opsShopsSearchSchema = z.object({
  /**
   * A part of a shop's id or name, its registered name, its seller; an order, a bill, a fact, a payout's reference, "shop/statement"; a member's
   * e-mail address; the last four digits of a bank account.
   */
  q: wordsParam,
  state: z.enum(OPS_SHOP_STATES).optional().catch(undefined),
  marketplace: z.enum(OPS_MARKETPLACES).optional().catch(undefined),
  level: z.enum(['0', '1', '2', '3']).optional().catch(undefined),
  tier: z.enum(TIERS).optional().catch(undefined),
  /** A seller's id. */
  seller: shopIdSchema.optional().catch(undefined),
  /** What is owed at least, a decimal string. */
  owed: typedAmount,
  sort: z.enum(OPS_SHOP_SORTS).optional().catch(undefined),
  /** The other way round than the order begins with. */
  dir: z.literal('reverse').optional().catch(undefined),
  /** Keyset: "01~-9~12". */
  after: z.string().max(200).optional().catch(undefined),
});

export type OpsShopsSearch = z.infer<typeof opsShopsSearchSchema>;

/** A shop as the marketplace's own people see it in the list. */
export interface OpsShopRowDto extends PortfolioRowDto {
  readonly registeredName: string;
  /** Null for an imported shop of nobody. */
  readonly seller: { readonly externalId: string; readonly name: string } | null;
}

/** A page of the list. */
export interface OpsShopsPageDto {
  readonly rows: readonly OpsShopRowDto[];
  /** `after` of the next page; null on the last. */
  readonly next: string | null;
}
