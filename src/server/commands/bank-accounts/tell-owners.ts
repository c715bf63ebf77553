import 'server-only';
import { type Instant, wallTime } from '@/domain/calendar/instant';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { Connection } from '../../db/database';
import type { ShopStanding } from '../bills/shop-standing';
import { postNotice } from '../notices/post-notice';
import type { AccountOwner } from './bank-account-refusal';

/** What became of an account. */
export type AccountHappening =
  | { readonly kind: 'linked' | 'verified' | 'not-verified' }
  /** `before`: the last four of the account that payouts went to until then. */
  | { readonly kind: 'primary'; readonly isFirstTime: boolean; readonly before: string | null }
  | { readonly kind: 'removed'; readonly stopsPayouts: boolean };

interface Telling {
  readonly standing: Pick<ShopStanding, 'shop' | 'book'>;
  readonly account: { readonly account: string; readonly last4: string; readonly holderName: string };
  readonly happening: AccountHappening;
  readonly by: AccountOwner;
  readonly now: Instant;
}

interface InFlight {
  readonly amount: Minor;
  readonly last4: string;
}

/** Payouts on their way: each keeps the account that it started with (R7.4). */
async function selectInFlight(connection: Connection, shopId: number): Promise<readonly InFlight[]> {
  const { rows } = await connection.query<InFlight>(
    `SELECT p.amount_minor AS amount, b.last4 FROM payout p JOIN bank_account b USING (shop_id, account)
      WHERE p.shop_id = $1 AND p.status = 'processing' ORDER BY p.no`,
    [shopId],
  );
  return rows;
}

/** Subject, and what happened in a sentence. */
function happened(happening: AccountHappening, last4: string): readonly [subject: string, sentence: string] {
  const account = `the bank account ending ${last4}`;
  switch (happening.kind) {
    case 'linked':
      return [
        `A bank account ending ${last4} was linked`,
        `A bank account ending ${last4} was linked. It receives no payouts before it is verified.`,
      ];
    case 'verified':
      return [
        `Bank account ending ${last4} verified`,
        `The bank account ending ${last4} was verified. Payouts go on to the account that they went to before.`,
      ];
    case 'not-verified':
      return [
        `Bank account ending ${last4} not verified`,
        `The two amounts for ${account} were entered wrongly three times. It has to be linked again.`,
      ];
    case 'removed':
      return [
        `Bank account ending ${last4} removed`,
        `The bank account ending ${last4} was removed.${happening.stopsPayouts ? ' It was the one that payouts went to: they wait until another account is verified.' : ''}`,
      ];
    case 'primary':
      return primaryWords(happening, last4);
  }
}

function primaryWords(
  { isFirstTime, before }: Extract<AccountHappening, { readonly kind: 'primary' }>,
  last4: string,
): readonly [subject: string, sentence: string] {
  const verified = isFirstTime ? `The bank account ending ${last4} was verified. ` : '';
  if (before === last4 && !isFirstTime)
    return [
      `Bank account ending ${last4} confirmed`,
      `The bank account ending ${last4} was confirmed. A payout that failed is sent again on your next payout day.`,
    ];
  const instead = before === null ? '' : ` instead of the one ending ${before}`;
  return [`Payouts now go to the account ending ${last4}`, `${verified}Later payouts go to it${instead}.`];
}

function onTheirWay(payouts: readonly InFlight[], currency: string): readonly string[] {
  return payouts.map(
    ({ amount, last4 }) =>
      `The payout of ${formatMinor(amount)} ${currency} that is on its way keeps the account that it started with, ending ${last4}.`,
  );
}

/**
 * Tells the owners of a shop's organisation what became of a bank account: whoever changes it without right is found out. In the caller's
 * transaction; once for each happening. The audit log is the caller's.
 */
export async function tellOwners(connection: Connection, told: Telling): Promise<void> {
  const { standing, account, happening, by, now } = told;
  const { shop, book } = standing;
  const [subject, sentence] = happened(happening, account.last4);
  const payouts =
    happening.kind === 'primary' || happening.kind === 'removed' ? await selectInFlight(connection, shop.id) : [];
  await postNotice(connection, {
    key: `bank-account:${shop.shop}:${account.account}:${happening.kind}:${shop.lastFactNo}`,
    kind: 'bank-account-changed',
    sellerId: shop.sellerId,
    shopId: shop.id,
    at: now,
    detail: {
      title: subject,
      happened: sentence,
      inFlight: [...onTheirWay(payouts, book.currency)],
      by: by.person.name,
      when: wallTime(now, book.zone),
      holderName: account.holderName,
    },
  });
}
