import 'server-only';
import { bankReason } from '@/contracts/bank-reasons';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { Database } from '../../db/database';
import { env } from '../../env';
import { postMail } from '../mail/post-mail';

interface FailedPayout {
  readonly key: string;
  readonly shop_name: string;
  readonly currency: string;
  readonly amount: Minor;
  readonly code: string;
  readonly is_returned: boolean;
  readonly last4: string;
  readonly owner: string;
  readonly email: string;
}

function textOf(payout: FailedPayout): string {
  const { shop_name, currency, amount, code, is_returned, last4, owner } = payout;
  const { happened, cure } = bankReason(code);
  return [
    `Hello ${owner},`,
    `${shop_name}: the payout of ${formatMinor(amount)} ${currency} to the account ending ${last4} ${is_returned ? 'came back' : 'failed'}. ${happened}`,
    `${cure} The money is back in your balance; it is sent again on the next payout day after that.`,
    `${env().appOrigin}/account/bank-accounts`,
  ].join('\n\n');
}

/**
 * Writes to the owners of a shop that a payout failed or came back, why, and what to do (R7.5). Once for each payout and owner.
 * @returns how many mails were posted
 */
export async function tellOfFailedPayouts({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<FailedPayout>(
    `SELECT told.key, s.name AS shop_name, s.currency, p.amount_minor AS amount, p.code, p.status = 'returned' AS is_returned,
            b.last4, m.name AS owner, m.email
       FROM payout p
       JOIN shop s ON s.id = p.shop_id
       JOIN bank_account b ON b.shop_id = p.shop_id AND b.account = p.account
       JOIN member m ON m.seller_id = s.seller_id AND m.role = 'owner' AND m.status = 'active'
       CROSS JOIN LATERAL (SELECT 'payout-failed:' || p.shop_id || ':' || p.no || ':' || m.no AS key) told
      WHERE p.status IN ('failed', 'returned') AND NOT EXISTS (SELECT 1 FROM mail WHERE mail.key = told.key)
      ORDER BY p.shop_id, p.no, m.no`,
  );
  for (const payout of rows) {
    const subject = `Your payout of ${formatMinor(payout.amount)} ${payout.currency} ${payout.is_returned ? 'came back' : 'failed'}`;
    const { key, email } = payout;
    await postMail(pool, { key, kind: 'payout-failed', to: email, subject, text: textOf(payout) });
  }
  return rows.length;
}
