import type { BillAllocationDto, BillDetailDto, BillPaymentDto } from '@/contracts/bills';
import type { ShopContext } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { amountText, isZero } from '@/ui/amount-text';
import { Door, LinkButton } from '@/ui/button';
import { CopyValue } from '@/ui/copy-value';
import { Day } from '@/ui/day';
import { asOfText, dayText } from '@/ui/day-text';
import { KeyValues, type Pair, SumTable } from '@/ui/lists';
import { PageHead } from '@/ui/page-head';
import { Section, SectionGrid } from '@/ui/section';
import { StatusChip } from '@/ui/status-chip';
import { Stepper } from '@/ui/stepper';
import { DataTable } from '@/ui/table';
import { CancelBill } from './cancel-bill';
import { failureWords } from './failure-words';
import {
  attemptLookOf,
  canBeCancelled,
  canBePaid,
  hasReceipt,
  lookOf,
  methodTerm,
  methodText,
  REQUEST_TEXT,
} from './labels';
import { BILLS_PATH, cashierHref, payoutHref, receiptHref, statementHref } from './search';
import { momentText, paidOutText, referenceText, stateNote, stepsOf } from './words';

interface DetailProps {
  readonly bill: BillDetailDto;
  readonly shop: ShopContext;
}

/** Where the statements and payouts of a bill lead: pages of the seller, or of the marketplace's own people. */
export interface BillPaths {
  readonly statement: (no: number) => string;
  readonly payout: (no: number) => string;
}

const SELLER_PATHS: BillPaths = { statement: statementHref, payout: payoutHref };

function Actions({ bill, shop }: DetailProps) {
  const amount = amountText(bill.amount, { currency: shop.currency });
  const word = bill.needsAction
    ? 'Continue with your bank'
    : bill.status === 'failed'
      ? `Pay ${amount} another way`
      : bill.method === 'bank-transfer'
        ? 'What to send'
        : `Continue to payment, ${amount}`;
  return (
    <>
      {hasReceipt(bill) ? (
        <LinkButton href={receiptHref(bill.id)} icon="download" download>
          Receipt
        </LinkButton>
      ) : null}
      {canBeCancelled(bill) ? <CancelBill bill={bill.id} amount={amount} /> : null}
      {canBePaid(bill) ? (
        <LinkButton href={cashierHref(bill)} kind="primary">
          {word}
        </LinkButton>
      ) : null}
    </>
  );
}

/** The head of a bill's page: what it asks, where it stands, what can be done. */
export function BillHead({ bill, shop }: DetailProps) {
  return (
    <PageHead
      title={`Bill of ${amountText(bill.amount, { currency: shop.currency })}`}
      asOf={asOfText(shop)}
      crumb={{ href: BILLS_PATH, label: 'Bills', here: momentText(bill.createdAt, shop) }}
      actions={<Actions bill={bill} shop={shop} />}
    >
      <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusChip look={lookOf(bill)} loud />
        <span className="sm muted">{stateNote(bill, shop)}</span>
      </p>
    </PageHead>
  );
}

function outcomeText({ isNamed, openBefore, openAfter, status }: BillAllocationDto): string {
  const paid = isZero(openAfter) && status === 'paid' ? ', Paid, no payout' : '';
  return `${isNamed ? 'named by the bill: ' : ''}open ${amountText(openBefore)} to ${amountText(openAfter)}${paid}`;
}

function PayoutDoor({
  payout,
  year,
  paths,
}: {
  readonly payout: NonNullable<BillPaymentDto['payout']>;
  readonly year: string;
  readonly paths: BillPaths;
}) {
  return (
    <Door href={paths.payout(payout.no)}>
      Payout <Day value={payout.initiatedOn} year={year} />
    </Door>
  );
}

/** What the payment cleared, from the allocations of its statement (R8.3). */
function WhatItCleared({ bill, shop, paths }: DetailProps & { readonly paths: BillPaths }) {
  const year = shop.today.slice(0, 4);
  const { payment, allocations } = bill;
  if (payment === null) return <NotCleared bill={bill} shop={shop} />;
  const rows = allocations.map((allocation) => ({
    key: `${allocation.statement.no}`,
    label: (
      <Door href={paths.statement(allocation.statement.no)}>
        Statement <Day value={allocation.statement.day} year={year} />
      </Door>
    ),
    note: outcomeText(allocation),
    amount: <Amount value={allocation.amount} />,
  }));
  if (!isZero(payment.excess))
    rows.push({
      key: 'credit',
      label:
        payment.payout === null ? (
          <>Credit in your balance</>
        ) : (
          <PayoutDoor payout={payment.payout} year={year} paths={paths} />
        ),
      note: `more than you owed; it ${paidOutText(payment, year)}`,
      amount: <Amount value={payment.excess} />,
    });
  return (
    <SumTable
      caption={`What the payment cleared, in ${shop.currency}`}
      rows={rows}
      total={{
        label: (
          <Door href={paths.statement(payment.no)}>
            Statement <Day value={payment.day} year={year} />, bill payment
          </Door>
        ),
        amount: <Amount value={payment.payable} />,
      }}
    />
  );
}

function NotCleared({ bill, shop }: DetailProps) {
  const year = shop.today.slice(0, 4);
  const names = bill.named.map(({ day }) => dayText(day, { year })).join(', ');
  const order =
    bill.named.length === 0
      ? 'the oldest statement that you owe comes first'
      : `first the statement${bill.named.length === 1 ? '' : 's'} of ${names}, then the oldest that you owe`;
  switch (bill.status) {
    case 'cancelled':
    case 'expired':
      return (
        <p className="sm muted">Nothing. The bill ended before it was paid, and what you owed stayed as it was.</p>
      );
    case 'reversed':
      return <p className="sm muted">Nothing is left of it: the payment was taken back.</p>;
    default:
      return (
        <p className="sm muted">
          Nothing yet. Once it clears, a statement “Bill payment (negative balance)” is set against what you owe:{' '}
          {order}.
        </p>
      );
  }
}

function factsOf({ bill, shop }: DetailProps): readonly Pair[] {
  const year = shop.today.slice(0, 4);
  const named = bill.named.map(({ day }) => dayText(day, { year })).join(', ');
  const captured = bill.attempts.find(({ status }) => status === 'captured');
  return [
    { term: 'For', value: `${REQUEST_TEXT[bill.request]}${named === '' ? '' : `: ${named}`}` },
    { term: methodTerm(bill), value: methodText(bill) },
    ...(bill.paidAt === null || bill.received === bill.amount
      ? []
      : [{ term: 'Received', value: <Amount value={bill.received} currency={shop.currency} /> }]),
    ...(isZero(bill.reversed)
      ? []
      : [{ term: 'Taken back', value: <Amount value={bill.reversed} currency={shop.currency} tone="owed" /> }]),
    ...(bill.reference === null
      ? []
      : [
          {
            term: 'Reference',
            value: <CopyValue value={bill.reference} shown={referenceText(bill.reference)} name="reference" />,
          },
        ]),
    ...(captured === undefined ? [] : [{ term: 'Payment', value: <span className="id">{captured.id}</span> }]),
    { term: 'Bill', value: <span className="id">{bill.id}</span> },
    ...(bill.createdBy === null ? [] : [{ term: 'Made by', value: bill.createdBy }]),
    { term: 'Fee', value: <Amount value="0.00" /> },
  ];
}

/** Cards that were tried, where more than the one that paid was. */
function Attempts({ bill, shop }: DetailProps) {
  if (bill.attempts.length < 2 && !bill.attempts.some(({ status }) => status === 'failed')) return null;
  return (
    <Section title="Attempts" say="Each time that a card was tried, and what came of it." columns={12}>
      <DataTable
        caption={`Attempts to charge a card, in ${shop.currency}`}
        layout="stack plain l-attempts"
        columns={[
          { key: 'when', label: 'When' },
          { key: 'card', label: 'Card' },
          { key: 'outcome', label: 'What came of it' },
          { key: 'amount', label: shop.currency, align: 'right' },
        ]}
      >
        {bill.attempts.map((attempt) => (
          <tr key={attempt.id}>
            <td className="nw">{momentText(attempt.createdAt, shop)}</td>
            <td className="nw">{attempt.card === null ? 'Card' : `ending ${attempt.card.last4}`}</td>
            <td className="full">
              <StatusChip look={attemptLookOf(attempt)} />{' '}
              {attempt.failureCode === null ? null : (
                <>
                  <span className="muted">{failureWords(attempt.failureCode).what}</span>{' '}
                  <span className="id">{attempt.failureCode}</span>
                </>
              )}
            </td>
            <td className="r">
              <Amount value={attempt.amount} />
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}

/** How far a bill has come, what it cleared, and its facts. */
export function BillDetail({ bill, shop, paths = SELLER_PATHS }: DetailProps & { readonly paths?: BillPaths }) {
  const isOver = bill.payment !== null;
  return (
    <>
      <Section title="How far it is">
        <Stepper label="Steps of this bill" steps={stepsOf(bill, shop)} />
      </Section>
      <div className="mt-9">
        <SectionGrid>
          <Section title={isOver ? 'What it cleared' : 'What it clears'} columns={7}>
            <WhatItCleared bill={bill} shop={shop} paths={paths} />
          </Section>
          <Section title="Bill" columns={5}>
            <KeyValues pairs={factsOf({ bill, shop })} />
          </Section>
          <Attempts bill={bill} shop={shop} />
        </SectionGrid>
      </div>
    </>
  );
}
