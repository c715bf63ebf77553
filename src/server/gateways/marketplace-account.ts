import 'server-only';

/** An account of the marketplace to which sellers transfer what they owe. */
export interface MarketplaceAccount {
  readonly payee: string;
  readonly bankName: string;
  readonly account: string;
  readonly isSimulated: boolean;
}

/**
 * Accounts at the simulated bank, one per marketplace. They are fictitious: no bank has that name, and no real account number
 * is written so.
 */
const SIMULATED: Readonly<Record<string, string>> = {
  us: 'SIM-0000-0000-0001',
  br: 'SIM-0000-0000-0002',
  sea: 'SIM-0000-0000-0003',
};

/**
 * The account to which a marketplace's sellers pay.
 * @throws a defect if the marketplace has none
 * @example marketplaceAccount("us").account // "SIM-0000-0000-0001"
 */
export function marketplaceAccount(marketplace: string): MarketplaceAccount {
  const account = SIMULATED[marketplace];
  if (account === undefined) throw new Error(`Defect: the marketplace ${marketplace} has no bank account`);
  return { payee: 'Evenkeel Marketplace (demo)', bankName: 'Simulated Bank', account, isSimulated: true };
}
