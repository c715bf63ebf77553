import type { ShopContext } from '@/contracts/shell';
import type { SettlementDto, SettlementStepDto, StatementHeadDto } from '@/contracts/statement';
import { readOutlook } from '@/server/queries/outlook';
import { readSettlement } from '@/server/queries/statement';
import { Amount } from '@/ui/amount';
import { amountText, isNegative, isZero } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { Day } from '@/ui/day';
import { dayText } from '@/ui/day-text';
import { KeyValues, type Pair } from '@/ui/lists';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { Streamed } from '@/ui/streamed';
import { ColumnHeads } from '@/ui/table';
import { KIND_LABEL, PAYOUT_WORD, REASON_SENTENCE } from '../labels';
import type { StatementView } from '../view';

interface SettlementProps {
  readonly shop: ShopContext;
  readonly head: StatementHeadDto;
  readonly view: StatementView;
}

/** What a part needs of the page around it. */
interface InView {
  readonly year: string;
  readonly view: StatementView;
}

function StepName({ step, year, view }: { readonly step: SettlementStepDto } & InView) {
  const { by } = step;
  if (by.kind === 'payout') {
    return (
      <>
        <Door href={view.payoutHref(by.no)}>Payout {by.no}</Door>
        <span className="sub">{PAYOUT_WORD[by.status]}</span>
      </>
    );
  }
  return (
    <>
      <Door href={view.statementHref(by.no)}>
        {by.statementKind === 'daily' ? 'Statement' : KIND_LABEL[by.statementKind]}
      </Door>
      <span className="sub">of {dayText(by.day, { year })}</span>
    </>
  );
}

/** Payable, what was set against it and paid out of it, and what is left open (R6.3, R7.1). */
function Allocations({ shop, head, view, settlement }: SettlementProps & { readonly settlement: SettlementDto }) {
  const year = shop.today.slice(0, 4);
  return (
    <table className="tbl plain">
      <caption className="sr">From payable to open, in {shop.currency}</caption>
      <ColumnHeads
        columns={[
          { key: 'day', label: 'Day' },
          { key: 'against', label: 'Set against it' },
          { key: 'amount', label: shop.currency, align: 'right' },
        ]}
      />
      <tbody>
        <tr>
          <td className="nw">
            <Day value={head.day} year={year} style="short" />
          </td>
          <td>Payable</td>
          <td className="r">
            <Amount value={head.payable} />
          </td>
        </tr>
        {settlement.steps.map((step) => (
          <tr key={`${step.by.kind}-${step.by.no}-${step.amount}-${step.day}`}>
            <td className="nw">
              <Day value={step.day} year={year} style="short" />
            </td>
            <td>
              <StepName step={step} year={year} view={view} />
            </td>
            <td className="r">
              <Amount value={step.amount} sign="always" />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>Open</td>
          <td className="r">
            <Amount value={head.open} tone={isNegative(head.open) ? 'owed' : 'plain'} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** A debt that was paid by bills: which ones, and why there is no payout (R8.4). */
function PaidByBill({ steps, year, view }: { readonly steps: readonly SettlementStepDto[] } & InView) {
  const bills = steps.flatMap(({ by, day }) => (by.kind === 'statement' ? [{ no: by.no, bill: by.bill, day }] : []));
  return (
    <>
      None. It was paid by{' '}
      {bills.map(({ no, bill, day }, index) => (
        <span key={no}>
          {index === 0 ? '' : ' and '}
          <Door href={bill === null ? view.statementHref(no) : view.billHref(bill)}>
            {bill === null ? 'a bill payment' : 'a bill'} on <Day value={day} year={year} />
          </Door>
        </span>
      ))}
      . You owed this amount, so no payout belongs to it: a payout only ever sends money to you.
    </>
  );
}

/** Why a paid statement has no payout, or which one it is in. */
function PaidBy({ shop, head, view, settlement }: SettlementProps & { readonly settlement: SettlementDto }) {
  const payouts = settlement.steps.filter(({ by }) => by.kind === 'payout');
  const year = shop.today.slice(0, 4);
  const [last] = payouts.slice(-1);
  if (last !== undefined && last.by.kind === 'payout') {
    return (
      <>
        <Door href={view.payoutHref(last.by.no)}>
          Payout of <Day value={last.day} year={year} />
        </Door>
        , {PAYOUT_WORD[last.by.status]}
      </>
    );
  }
  if (isZero(head.payable)) return <>None. There was nothing to pay.</>;
  const paid = settlement.steps.filter(({ by }) => by.kind === 'statement' && by.statementKind === 'bill-payment');
  if (isNegative(head.payable) && paid.length > 0) return <PaidByBill steps={paid} year={year} view={view} />;
  return isNegative(head.payable) ? (
    <>None. A statement that is paid off has no payout.</>
  ) : (
    <>None. All of it was set against what you owed, so nothing is left to pay out.</>
  );
}

function PendingText({ shop, head }: SettlementProps) {
  if (head.reason === null) return null;
  if (head.reason !== 'scheduled' || head.pending === null) return <>{REASON_SENTENCE[head.reason]}</>;
  if (head.pending.isEve) return <>Your payout will be processed in 1 business day.</>;
  return (
    <>
      With the payout of <Day value={head.pending.nextPayoutOn} year={shop.today.slice(0, 4)} />.
    </>
  );
}

/** What happens if the seller does nothing: the engine, run forward on what is known. */
async function IfYouWait({ shop, head, view }: SettlementProps) {
  const outlook = await readOutlook(view.database, shop);
  const positiveFrom = outlook?.forecast.positiveFrom ?? null;
  const open = amountText(head.open.replace('-', ''));
  if (positiveFrom === null) {
    return <>Nothing that is known yet covers the open {open}. New sales are set against it as they settle.</>;
  }
  return (
    <>
      Sales and releases that are on their way cover all that you owe by{' '}
      <Day value={positiveFrom} year={shop.today.slice(0, 4)} />, this {open} with it.
    </>
  );
}

function outcomesOf(props: SettlementProps & { readonly settlement: SettlementDto }): readonly Pair[] {
  const { head, settlement, shop, view } = props;
  const year = shop.today.slice(0, 4);
  const pairs: Pair[] = [
    { term: 'Payout', value: head.status === 'pending' ? <PendingText {...props} /> : <PaidBy {...props} /> },
  ];
  for (const payout of settlement.failedPayouts) {
    pairs.push({
      term: payout.status === 'failed' ? 'Failed' : 'Came back',
      value: (
        <Door href={view.payoutHref(payout.no)}>
          Payout of <Day value={payout.initiatedOn} year={year} />
        </Door>
      ),
    });
  }
  if (head.reason === 'negative-balance') {
    const waiting = (
      <Streamed fallback={<Skeleton lines={2} rowHeight={20} label="Looking ahead" />}>
        <IfYouWait shop={shop} head={head} view={view} />
      </Streamed>
    );
    pairs.push({ term: 'If you wait', value: waiting });
    if (view.payHref !== null)
      pairs.push({ term: 'If you pay', value: <Door href={view.payHref(head.no)}>See what paying it clears</Door> });
  }
  if (head.bill !== null) {
    const id = <span className="id">{head.bill}</span>;
    pairs.push({ term: 'Bill', value: head.hasBillPage ? <Door href={view.billHref(head.bill)}>{id}</Door> : id });
  }
  return pairs;
}

/** How what is open came about, and what comes of it. */
export async function Settlement({ shop, head, view }: SettlementProps) {
  const settlement = await readSettlement(view.database.pool, shop.id, head.no);
  return (
    <div className="c4">
      <Section title="Allocations">
        <Allocations shop={shop} head={head} view={view} settlement={settlement} />
      </Section>
      <Section title="What comes of it">
        <KeyValues pairs={outcomesOf({ shop, head, view, settlement })} />
      </Section>
    </div>
  );
}

/** As high as a statement that was set against one other. */
export function SettlementSkeleton() {
  return (
    <div className="c4">
      <Section title="Allocations">
        <Skeleton lines={4} label="Loading allocations" />
      </Section>
      <Section title="What comes of it">
        <Skeleton lines={3} label="Loading what comes of it" />
      </Section>
    </div>
  );
}
