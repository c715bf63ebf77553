import type { ReactNode } from 'react';
import { bankReason } from '@/contracts/bank-reasons';
import type { PayoutDetailDto, PayoutFailureDto } from '@/contracts/payouts';
import type { ShopContext } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { amountText, isZero } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { CopyValue } from '@/ui/copy-value';
import { Day } from '@/ui/day';
import { KeyValues, type Pair, Sentences, SumTable } from '@/ui/lists';
import { STATEMENT_WORD } from './labels';
import { PAYOUTS_PATH, statementHref } from './search';

/** Who looks at a payout: where they see its statements and the shop's other payouts, and how the shop is called to them. */
export interface PayoutReader {
  readonly statement: (no: number) => string;
  readonly payout: (no: number) => string;
  readonly words: PayoutWords;
}

interface PayoutWords {
  /** At the beginning of a sentence about the money. */
  readonly safe: (amount: string, day: ReactNode) => ReactNode;
  /** Whose shop it is, within a sentence. */
  readonly shop: string;
  readonly owed: string;
  /** What the seller does about it. */
  readonly cure: (cure: string) => string;
  readonly nextPayoutDay: string;
  readonly notArrived: string;
}

const OWN: PayoutReader = {
  statement: statementHref,
  payout: (no) => `${PAYOUTS_PATH}?open=${no}#payout-${no}`,
  words: {
    safe: (amount, day) => (
      <>
        Your money is safe: {amount} is back in your balance since {day}.
      </>
    ),
    shop: 'your shop',
    owed: 'what you owed',
    cure: (cure) => cure,
    nextPayoutDay: 'your next payout day',
    notArrived: 'Not on your account? Give the trace reference to your bank.',
  },
};

/** To the marketplace's own people, who read what the seller was told. */
export const OPS_PAYOUT_WORDS: PayoutWords = {
  safe: (amount, day) => (
    <>
      {amount} is back in the shop’s balance since {day}.
    </>
  ),
  shop: 'the shop',
  owed: 'what the shop owed',
  cure: (cure) => `The seller was told: “${cure}”`,
  nextPayoutDay: 'the shop’s next payout day',
  notArrived: 'The seller says that it did not arrive? Their bank finds it by the trace reference.',
};

interface DetailProps {
  readonly payout: PayoutDetailDto;
  readonly shop: ShopContext;
  /** The seller, where nobody is given. */
  readonly reader?: PayoutReader;
}

interface FailureProps extends DetailProps {
  readonly failure: PayoutFailureDto;
}

/** What the bank did and why, with both facts. */
function Happened({ payout, failure, reader = OWN }: FailureProps) {
  const { happened } = bankReason(failure.code);
  return (
    <>
      <b className="b">{payout.status === 'returned' ? 'The bank sent it back.' : 'The bank refused it.'}</b> {happened}
      {failure.code === 'name-mismatch' ? (
        <>
          {' '}
          The account is in the name of <b className="b">{failure.holderName}</b>; {reader.words.shop} is registered as{' '}
          <b className="b">{failure.registeredName}</b>. The two must be the same, letter by letter.
        </>
      ) : null}
    </>
  );
}

/** Where the money is now. */
function WhereItIs({ payout, failure, shop, reader = OWN }: FailureProps) {
  const year = shop.today.slice(0, 4);
  const [again] = failure.sentAgain;
  if (again !== undefined) {
    return (
      <>
        It was sent again with the{' '}
        <Door href={reader.payout(again.no)}>
          payout of <Day value={again.initiatedOn} year={year} />
        </Door>
        .
      </>
    );
  }
  const back = amountText(payout.amount, { currency: shop.currency });
  return isZero(failure.stillOpen) ? (
    <>
      {back} came back on <Day value={failure.returnedOn} year={year} /> and has been set against {reader.words.owed}.
    </>
  ) : (
    reader.words.safe(back, <Day value={failure.returnedOn} year={year} />)
  );
}

/** What to do, and when it is sent again at the earliest. */
function WhatToDo({ failure, shop, reader = OWN }: FailureProps) {
  const day = <Day value={failure.againOn} year={shop.today.slice(0, 4)} />;
  if (!failure.isBlocked)
    return <>The account has been confirmed or changed. It is sent again on {day} at the earliest.</>;
  return (
    <>
      {reader.words.cure(bankReason(failure.code).cure)} It is then sent again on {reader.words.nextPayoutDay}, {day} at
      the earliest.
    </>
  );
}

/** A failure in three lines of words; it comes first, over both columns. */
function Failure(props: FailureProps) {
  const isDone = props.failure.sentAgain.length > 0 || isZero(props.failure.stillOpen);
  const items = [
    { key: 'happened', icon: 'stop' as const, tone: 'no' as const, text: <Happened {...props} /> },
    { key: 'where', icon: 'check' as const, tone: 'ok' as const, text: <WhereItIs {...props} /> },
    ...(isDone ? [] : [{ key: 'todo', icon: 'bank' as const, text: <WhatToDo {...props} /> }]),
  ];
  return (
    <div className="full">
      <Sentences items={items} />
    </div>
  );
}

function Took({ payout, shop, reader = OWN }: DetailProps) {
  const year = shop.today.slice(0, 4);
  const rows = payout.items.map((item) => ({
    key: String(item.statementNo),
    label: (
      <Door href={reader.statement(item.statementNo)}>
        {STATEMENT_WORD[item.kind]} <Day value={item.day} year={year} />
      </Door>
    ),
    note: item.orderCount === 0 ? undefined : `${item.orderCount} order${item.orderCount === 1 ? '' : 's'}`,
    amount: <Amount value={item.amount} sign="always" />,
  }));
  if (payout.moreItems > 0) {
    rows.push({ key: 'more', label: <>{payout.moreItems} more statements</>, note: undefined, amount: <></> });
  }
  const cameBack = payout.failure !== null;
  return (
    <div>
      <h3>Statements it took{cameBack && payout.failure?.isBlocked === true ? ', pending again' : ''}</h3>
      <SumTable
        caption={`What the payout took, in ${shop.currency}`}
        rows={rows}
        total={{
          label: cameBack ? 'Came back' : payout.status === 'paid' ? 'Paid out' : 'On its way',
          amount: <Amount value={payout.amount} currency={shop.currency} />,
        }}
      />
    </div>
  );
}

function daysText(days: number | null): string {
  return days === null ? '' : `, ${days} business day${days === 1 ? '' : 's'}`;
}

function outcomeOf(payout: PayoutDetailDto, year: string): Pair {
  const settledOn = payout.settledOn ?? payout.expectedOn;
  const day = <Day value={settledOn} year={year} />;
  if (payout.status === 'processing') return { term: 'Expected', value: day };
  const term = payout.status === 'paid' ? 'Arrived' : payout.status === 'returned' ? 'Returned' : 'Refused';
  return {
    term,
    value: (
      <>
        {day}
        {daysText(payout.businessDays)}
      </>
    ),
  };
}

function HowItWent({ payout, shop, reader = OWN }: DetailProps) {
  const year = shop.today.slice(0, 4);
  const pairs: Pair[] = [
    { term: 'Account', value: `ending ${payout.last4}` },
    { term: 'Sent', value: <Day value={payout.initiatedOn} year={year} /> },
    outcomeOf(payout, year),
    ...(payout.code === null ? [] : [{ term: 'Bank’s code', value: <span className="id">{payout.code}</span> }]),
    { term: 'Trace reference', value: <CopyValue value={payout.traceReference} name="trace reference" /> },
    {
      term: 'Payout',
      value: (
        <span className="id">
          {shop.externalId}/{payout.no}
        </span>
      ),
    },
  ];
  return (
    <div>
      <h3>How it went</h3>
      <KeyValues pairs={pairs} />
      {payout.status === 'paid' ? <p className="xs faint mt-2">{reader.words.notArrived}</p> : null}
    </div>
  );
}

/** What an opened payout shows: a failure first, then what it took, and how it went. */
export function PayoutDetail(props: DetailProps) {
  const { failure } = props.payout;
  return (
    <>
      {failure === null ? null : <Failure {...props} failure={failure} />}
      <Took {...props} />
      <HowItWent {...props} />
    </>
  );
}
