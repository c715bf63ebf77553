import { opsStatementPath } from '@/contracts/ops-lists';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { readPayoutAhead } from '@/server/queries/payouts-next';
import { Amount } from '@/ui/amount';
import { Door } from '@/ui/button';
import { Day } from '@/ui/day';
import { CheckList } from '@/ui/lists';
import { Section } from '@/ui/section';
import { STATEMENT_WORD } from './labels';
import { checksOf } from './next-payout';

const LISTED = 6;

/** A shop's next payout and why not, as its seller sees it (R7.3). */
export async function OpsNextPayout({ shop, database }: { readonly shop: ShopContext; readonly database: Database }) {
  const ahead = await readPayoutAhead(database, shop);
  const year = shop.today.slice(0, 4);
  if (ahead === null) {
    return <Section title="Next payout" say="The first day of this shop is not closed yet." columns={6} />;
  }
  const closed = ahead.takes.filter(({ statementNo }) => statementNo !== null);
  return (
    <Section
      title="Next payout"
      columns={6}
      say={
        ahead.day === null ? (
          'None is expected on what is known now.'
        ) : (
          <>
            Expected on <Day value={ahead.day} year={year} />: <Amount value={ahead.amount} currency={shop.currency} />
          </>
        )
      }
    >
      <CheckList conditions={checksOf(ahead, { currency: shop.currency, year })} />
      {closed.length === 0 ? null : (
        <p className="sm muted mt-2">
          Of what is closed it takes{' '}
          {closed.slice(0, LISTED).map((take, index) => (
            <span key={take.statementNo}>
              {index === 0 ? '' : ', '}
              <Door href={opsStatementPath(shop.externalId, take.statementNo ?? 0)}>
                {STATEMENT_WORD[take.kind].toLowerCase()} {take.statementNo}
              </Door>
            </span>
          ))}
          {closed.length > LISTED ? ` and ${closed.length - LISTED} more` : ''}.
        </p>
      )}
    </Section>
  );
}
