import 'server-only';
import type { Incoming } from '@/domain/fact/recording';

/**
 * A verified account at the simulated bank for every shop that the facts open, in the shop's registered name. It counts as verified since
 * the shop opened, and its fact has the same id each time, so that importing twice changes nothing.
 */
export function simulatedBankAccounts(facts: readonly Incoming[]): Incoming[] {
  const accounts: Incoming[] = [];
  for (const { line, fact } of facts) {
    if (fact.type !== 'shop.opened') continue;
    accounts.push({
      line,
      fact: {
        id: 'simulated-bank-account',
        shop: fact.shop,
        type: 'bank-account.verified',
        occurredAt: fact.occurredAt,
        account: 'simulated',
        last4: '0000',
        holderName: fact.registeredName,
      },
    });
  }
  return accounts;
}
