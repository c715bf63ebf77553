/** The numbers of engine.md, typed in again by hand from its text, so that a slip in the policy books shows. */

export interface Ladder {
  readonly owedOver?: bigint;
  readonly negativeDays?: number;
  readonly measures: readonly string[];
  readonly drawReserve: boolean;
}

export interface Marketplace {
  readonly currency: string;
  readonly zone: string;
  readonly federalReserveHolidays: boolean;
  readonly ladder: readonly Ladder[];
}

const platformLadder: readonly Ladder[] = [
  { owedOver: 100_00n, measures: ['suspend-promotions', 'freeze-withdrawals'], drawReserve: true },
  { negativeDays: 10, measures: ['suspend-promotions', 'freeze-withdrawals'], drawReserve: true },
];

const southEastAsiaLadder: readonly Ladder[] = [
  { owedOver: 100_00n, measures: ['suspend-promotions'], drawReserve: false },
  { owedOver: 250_00n, measures: ['freeze-withdrawals'], drawReserve: false },
  { owedOver: 500_00n, measures: ['deactivate-shop'], drawReserve: false },
];

/** R1.3, R1.4, R9.1. */
export const marketplaces: Readonly<Record<string, Marketplace>> = {
  us: { currency: 'USD', zone: 'UTC', federalReserveHolidays: true, ladder: platformLadder },
  br: { currency: 'BRL', zone: 'America/Sao_Paulo', federalReserveHolidays: false, ladder: platformLadder },
  sea: { currency: 'USD', zone: 'Asia/Singapore', federalReserveHolidays: false, ladder: southEastAsiaLadder },
};

/** R3.1. */
export const settlementDays = { introductory: 31, standard: 8, accelerated: 5, express: 1 } as const;
/** R3.4, R4.3, R4.4: rates as exact decimals, amounts in minor units. */
export const referralRate = '0.06';
export const administrationRate = '0.20';
export const administrationCapPerSku = 5_00n;
export const subsidyRate = '0.50';
/** R5.2, by level. */
export const reserveRate: readonly string[] = ['0.70', '0.10', '0.05', '0.00'];
export const reserveDays: readonly number[] = [30, 30, 30, 0];
/** R5.7. */
export const closureWithholdDays = 90;
/** R7.3. */
export const minimumPayout = 1_00n;
/** R9. */
export const negativeFrom = 1_00n;
export const warnAtPercent = 80n;
export const warnOnDays: readonly number[] = [5, 8];
/** R10.3. */
export const levelZeroPercent = 85n;
/** R10.5, days without activity. */
export const inactiveAfter = 30;
export const productsRemovedAfter = 37;
export const bannedAfter = 61;

const kindsByCategory = {
  revenue: ['gross-sales', 'seller-discount', 'refund'],
  shipping: [
    'customer-shipping-fee',
    'actual-shipping-fee',
    'shipping-weight-discrepancy',
    'return-shipping-fee',
    'return-shipping-subsidy',
    'shipping-subsidy',
  ],
  fees: [
    'referral-fee',
    'referral-fee-refund',
    'refund-administration-fee',
    'transaction-fee',
    'affiliate-commission',
    'campaign-service-fee',
    'fulfilment-fee',
    'sample-shipping-fee',
    'late-dispatch-fee',
  ],
} as const;

export type Category = 'revenue' | 'shipping' | 'fees' | 'adjustments' | 'reserve';

/** R3.3: anything that is not listed (unknown kinds too) is an adjustment. */
export function categoryOf(kind: string): Category {
  if (kind.startsWith('reserve-')) return 'reserve';
  for (const [category, kinds] of Object.entries(kindsByCategory)) {
    if ((kinds as readonly string[]).includes(kind)) return category as Category;
  }
  return 'adjustments';
}

/** R3.3: kinds that only the engine makes; a charge or an adjustment of one is refused. */
export function isEngineKind(kind: string): boolean {
  return (
    [
      'gross-sales',
      'seller-discount',
      'refund',
      'customer-shipping-fee',
      'refund-administration-fee',
      'chargeback',
    ].includes(kind) ||
    kind.startsWith('bill-payment') ||
    kind.startsWith('reserve-')
  );
}
