import type { PendingDto, StatementRowDto } from '@/contracts/statements';
import { Door } from '@/ui/button';
import { Day } from '@/ui/day';
import { payoutHref, statementHref } from '../search';

interface SettledByProps {
  readonly row: StatementRowDto;
  readonly pending: PendingDto | null;
  readonly year: string;
}

/** What a pending statement waits for (R6.4). */
function Waits({ row, pending, year }: SettledByProps) {
  switch (row.reason) {
    case 'negative-balance':
      return <span className="faint">None while you owe</span>;
    case 'scheduled':
      if (pending === null) return null;
      return pending.isEve ? (
        <span className="muted">Your payout will be processed in 1 business day</span>
      ) : (
        <span className="muted">
          Payout of <Day value={pending.nextPayoutOn} year={year} />
        </span>
      );
    case 'payout-failed':
      return <span className="faint">None until the account is confirmed</span>;
    case 'no-bank-account':
      return <span className="faint">None without a bank account</span>;
    case 'withdrawals-frozen':
      return <span className="faint">None while frozen</span>;
    case 'shop-closed':
      return <span className="faint">None yet, the shop is closed</span>;
    default:
      return <span className="faint">With the next sales</span>;
  }
}

/** What settled a statement: a payout, a bill, other statements; or what it waits for. */
export function SettledBy({ row, pending, year }: SettledByProps) {
  if (row.status === 'pending') return <Waits row={row} pending={pending} year={year} />;
  if (row.payout !== null) {
    return (
      <Door href={payoutHref(row.payout.no)}>
        Payout <Day value={row.payout.initiatedOn} year={year} style="short" />
      </Door>
    );
  }
  const [first] = row.counterparts;
  if (first === undefined) return <span className="faint">Nothing to pay</span>;
  const isDebt = row.payable.startsWith('-');
  return (
    <>
      <span className="muted">{isDebt ? 'Covered by ' : 'Set against '}</span>
      <Door href={statementHref(first.no)}>
        {first.kind === 'bill-payment' ? 'bill payment ' : ''}
        <Day value={first.day} year={year} style="short" />
      </Door>
      {row.counterpartCount > 1 ? <span className="faint"> and {row.counterpartCount - 1} more</span> : null}
    </>
  );
}
