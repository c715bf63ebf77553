import type { JournalDto } from '@/contracts/ops-statement';
import type { ShopContext } from '@/contracts/shell';
import type { StatementHeadDto } from '@/contracts/statement';
import type { Database } from '@/server/db/database';
import { readStatementJournals } from '@/server/queries/ops/statement-journals';
import { Amount } from '@/ui/amount';
import { isZero } from '@/ui/amount-text';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Icon } from '@/ui/icon';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { ACCOUNT_LABEL, SOURCE_LABEL } from './ops-words';

function Journal({ journal, shop }: { readonly journal: JournalDto; readonly shop: ShopContext }) {
  const title = `${SOURCE_LABEL[journal.source]} ${journal.sourceNo}, ${dayText(journal.day, { year: shop.today.slice(0, 4) })}`;
  return (
    <table className="sum">
      <caption className="text-left">
        <b className="b">{title}</b> <span className="faint">journal {journal.no}</span>
      </caption>
      <tbody>
        {journal.entries.map(({ no, account, amount }) => (
          <tr key={no}>
            <td>{ACCOUNT_LABEL[account]}</td>
            <td>
              <Amount value={amount} sign="always" />
            </td>
          </tr>
        ))}
        <tr className="tot">
          <td>
            <span className="inline-flex items-center gap-1.5">
              <Icon
                name={isZero(journal.sum) ? 'check' : 'stop'}
                label={isZero(journal.sum) ? 'balanced' : 'not balanced'}
              />
              Sum
            </span>
          </td>
          <td>
            <Amount value={journal.sum} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

interface JournalsProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly head: StatementHeadDto;
}

/** The entries of the ledger that the statement and its payouts made, each booking balanced to zero (R12.1). */
export async function OpsJournals({ shop, database, head }: JournalsProps) {
  const journals = await readStatementJournals(database.pool, shop.id, head.no);
  const broken = journals.filter(({ sum }) => !isZero(sum)).length;
  const say =
    broken === 0
      ? 'Credits are plus, debits minus; each booking sums to zero.'
      : `${counted(broken, 'booking')} not balanced.`;
  return (
    <Section title="Journal" say={say} columns={6}>
      {journals.length === 0 ? (
        <EmptyState icon="journal" title="No booking">
          A statement has one from the moment that it closes. That there is none is a defect of the books.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-5">
          {journals.map((journal) => (
            <Journal key={journal.no} journal={journal} shop={shop} />
          ))}
        </div>
      )}
    </Section>
  );
}

/** As high as a statement that went out in one payout. */
export function OpsJournalsSkeleton() {
  return (
    <Section title="Journal" columns={6}>
      <Skeleton lines={8} label="Loading the journal" />
    </Section>
  );
}
