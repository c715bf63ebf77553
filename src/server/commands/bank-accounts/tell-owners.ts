import 'server-only';
import { type Instant, wallTime } from '@/domain/calendar/instant';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { Connection } from '../../db/database';
import { env } from '../../env';
import type { ShopStanding } from '../bills/shop-standing';
import { postMail } from '../mail/post-mail';
import type { AccountOwner } from './bank-account-refusal';

/** What became of an account. */
export type AccountHappening =
  | { readonly kind: 'linked' | 'verified' | 'not-verified' }
  /** `before`: the last four of the account that payouts went to until then. */
  | { readonly kind: 'primary'; readonly isFirstTime: boolean; readonly before: string | null }
  | { readonly kind: 'removed'; readonly stopsPayouts: boolean };

interface Telling {
  readonly standing: Pick<ShopStanding, 'shop' | 'state' | 'book'>;
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

async function selectOwners(connection: Connection, shopId: number) {
  const { rows } = await connection.query<{ no: number; name: string; email: string }>(
    `SELECT m.no, m.name, m.email FROM shop s JOIN member m ON m.seller_id = s.seller_id
      WHERE s.id = $1 AND m.role = 'owner' AND m.status = 'active' ORDER BY m.no`,
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
 * Writes to every owner of a shop's organisation what became of a bank account: whoever changes it without right is found out by mail. In the
 * caller's transaction; once for each happening. The audit log is the caller's.
 */
export async function tellOwners(
  connection: Connection,
  { standing, account, happening, by, now }: Telling,
): Promise<void> {
  const { shop, state, book } = standing;
  const [subject, sentence] = happened(happening, account.last4);
  const payouts =
    happening.kind === 'primary' || happening.kind === 'removed' ? await selectInFlight(connection, shop.id) : [];
  const text = [
    `${state.name}: ${sentence}`,
    ...onTheirWay(payouts, book.currency),
    `By ${by.person.name}, on ${wallTime(now, book.zone)} (${book.zone}). Account holder: ${account.holderName}.`,
    `If this was not you, change your password and look at your bank accounts at once: ${env().appOrigin}/account/bank-accounts`,
  ].join('\n\n');
  for (const { no, name, email } of await selectOwners(connection, shop.id)) {
    await postMail(connection, {
      key: `bank-account:${shop.shop}:${account.account}:${happening.kind}:${shop.lastFactNo}:${no}`,
      kind: 'bank-account-changed',
      to: email,
      subject,
      text: `Hello ${name},\n\n${text}`,
    });
  }
}
