import type { BillStatus } from '@/contracts/bill';
import type { BillDetailDto } from '@/contracts/bills';
import type { BillPreviewDto } from '@/contracts/cashier';
import type { ShopContext } from '@/contracts/shell';
import { amountText, isZero } from '@/ui/amount-text';
import { LinkButton } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import type { IconName } from '@/ui/icon';
import { Sentences } from '@/ui/lists';
import { Section } from '@/ui/section';
import { StatusChip } from '@/ui/status-chip';
import { Stepper } from '@/ui/stepper';
import { failureWords, wasTakenBack } from '../failure-words';
import { hasReceipt, lookOf } from '../labels';
import { billHref, PAY_PATH, receiptHref } from '../search';
import { momentText, paidOutText, stepsOf } from '../words';
import { AmountHead } from './amount-head';
import { BillAside } from './bill-aside';
import { LiveStatus } from './live-status';
import { PayAnotherWay } from './pay-another-way';
import { timeLeft } from './time-left';
import { WhenItClears } from './when-it-clears';

interface ResultProps {
  readonly bill: BillDetailDto;
  readonly preview: BillPreviewDto;
  readonly shop: ShopContext;
}

interface Sentence {
  readonly key: string;
  readonly icon: IconName;
  readonly text: string;
}

/** What the large figure is. */
const HEADLINE = {
  unpaid: 'Not paid yet',
  processing: 'Payment on its way',
  paid: 'Payment received',
  cleared: 'Paid and cleared',
  failed: 'Payment failed',
  cancelled: 'Bill cancelled',
  expired: 'Bill expired',
  reversed: 'Payment taken back',
} as const satisfies Record<BillStatus, string>;

function clearedSentences({ bill, shop }: ResultProps): readonly Sentence[] {
  const year = shop.today.slice(0, 4);
  const paidOff = bill.allocations.filter(({ openAfter }) => isZero(openAfter));
  const days = paidOff.map(({ statement }) => dayText(statement.day, { year })).join(', ');
  const left = bill.allocations.filter(({ openAfter }) => !isZero(openAfter));
  const money = (value: string) => amountText(value, { currency: shop.currency });
  return [
    ...(paidOff.length === 0
      ? []
      : [
          {
            key: 'paid',
            icon: 'done' as const,
            text: `Statement${paidOff.length === 1 ? '' : 's'} ${days}: Paid. There is no payout and no payout number, because you paid ${paidOff.length === 1 ? 'it' : 'them'} to us.`,
          },
        ]),
    ...left.map(({ statement, openAfter }) => ({
      key: `left-${statement.no}`,
      icon: 'below' as const,
      text: `Statement ${dayText(statement.day, { year })}: ${amountText(openAfter)} is still open.`,
    })),
    ...(bill.payment === null || isZero(bill.payment.excess)
      ? []
      : [
          {
            key: 'credit',
            icon: 'split' as const,
            text: `${money(bill.payment.excess)} was more than you owed: it is your credit, and ${paidOutText(bill.payment, year)}.`,
          },
        ]),
    { key: 'statement', icon: 'statements', text: 'Your statements now list “Bill payment (negative balance)”.' },
  ];
}

/** The reversal posts with its day's statement (R8.6): until then nothing is owed that could be billed. */
function owedAgainText({ bill, preview, shop }: ResultProps): string {
  if (!isZero(preview.owed)) return 'Start a new bill to pay it.';
  const day = dayText(bill.reversedOn ?? shop.today, { year: shop.today.slice(0, 4) });
  return `It is on the statement that closes at the end of ${day}; from then on you can pay it.`;
}

function sentencesOf(props: ResultProps): readonly Sentence[] {
  const { bill, preview, shop } = props;
  switch (bill.status) {
    case 'unpaid':
      return [
        {
          key: 'unpaid',
          icon: 'clock',
          text: `Nothing has been charged. The bill is open until ${momentText(bill.expiresAt, shop)}.`,
        },
      ];
    case 'processing':
      return bill.needsAction
        ? [
            {
              key: 'action',
              icon: 'user-check',
              text: 'Your bank wants you to confirm the payment on its own page. Nothing is charged before you do.',
            },
            {
              key: 'resume',
              icon: 'lock',
              text: 'You may close this page and come back: the bill waits for you on the Bills page.',
            },
          ]
        : [
            {
              key: 'asking',
              icon: 'moving',
              text: 'The card provider has not answered yet. We go on asking; you do not have to wait here.',
            },
            {
              key: 'once',
              icon: 'lock',
              text: 'Do not pay again: whatever the answer is, this bill is charged once at most.',
            },
          ];
    case 'paid':
      return [
        {
          key: 'still',
          icon: 'below',
          text: `Your finances still show ${amountText(`-${preview.owed}`, { currency: shop.currency })}. We do not count money before it has cleared.`,
        },
        ...(bill.clearsAt === null
          ? []
          : [
              {
                key: 'by',
                icon: 'clock' as const,
                text: `Cleared by ${momentText(bill.clearsAt, shop)} at the latest: ${timeLeft(shop.now, bill.clearsAt)}.`,
              },
            ]),
        { key: 'once', icon: 'lock', text: 'This amount cannot be billed to you a second time.' },
        {
          key: 'excess',
          icon: 'split',
          text: 'If a sale settles first and covers part of it, the rest is paid out to you.',
        },
      ];
    case 'cleared':
      return clearedSentences(props);
    case 'failed': {
      const { what, cure } = failureWords(bill.failureCode);
      return [
        { key: 'what', icon: 'stop', text: what },
        { key: 'cure', icon: 'card', text: cure },
      ];
    }
    case 'cancelled':
    case 'expired':
      return [
        {
          key: 'ended',
          icon: 'void',
          text: 'Nothing was charged, and what you owe stayed as it was. Start a new bill to pay it.',
        },
      ];
    case 'reversed':
      return [
        {
          key: 'reversed',
          icon: 'back',
          text: `${amountText(bill.reversed, { currency: shop.currency })} went back to your card, so it is owed again.`,
        },
        { key: 'owed', icon: 'below', text: owedAgainText(props) },
      ];
  }
}

const SECTION_TITLE = {
  unpaid: 'What happens next',
  processing: 'What happens next',
  paid: 'Until it is cleared',
  cleared: 'What it cleared',
  failed: 'Why, and what to do',
  cancelled: 'What it means',
  expired: 'What it means',
  reversed: 'What it means',
} as const satisfies Record<BillStatus, string>;

const ENDED: ReadonlySet<BillStatus> = new Set(['cancelled', 'expired', 'reversed']);

function Actions({ bill, preview }: ResultProps) {
  // A new bill can be started where this one is over and something is owed.
  const isPayable = ENDED.has(bill.status) && !isZero(preview.owed);
  return (
    <div className="acts mt-5">
      {bill.needsAction && preview.actionUrl !== null ? (
        <a className="btn primary" href={preview.actionUrl}>
          Continue with your bank
        </a>
      ) : null}
      {bill.needsAction ? <PayAnotherWay bill={bill.id} /> : null}
      {bill.status === 'failed' || bill.status === 'unpaid' ? (
        <LinkButton href={`/cashier/${bill.id}`} kind="primary">
          {bill.status === 'failed' ? 'Pay another way' : 'Continue to payment'}
        </LinkButton>
      ) : null}
      {isPayable ? (
        <LinkButton href={PAY_PATH} kind="primary">
          Pay negative balance
        </LinkButton>
      ) : null}
      <LinkButton href={billHref(bill.id)} {...(hasReceipt(bill) && !isPayable ? { kind: 'primary' as const } : {})}>
        Back to finances
      </LinkButton>
      {hasReceipt(bill) ? (
        <LinkButton href={receiptHref(bill.id)} icon="download" download>
          Receipt
        </LinkButton>
      ) : null}
    </div>
  );
}

/** What became of a payment, and what becomes of it next. */
export function PaymentResult(props: ResultProps) {
  const { bill, preview, shop } = props;
  const isTakenBack = bill.status === 'failed' && wasTakenBack(bill.failureCode);
  return (
    <>
      <AmountHead
        label={isTakenBack ? HEADLINE.reversed : HEADLINE[bill.status]}
        value={bill.paidAt === null ? bill.amount : bill.received}
        currency={shop.currency}
      >
        <StatusChip look={lookOf(bill)} loud />
      </AmountHead>
      <Section
        title="Your bill"
        aside={<LiveStatus shown={{ id: bill.id, status: bill.status, needsAction: bill.needsAction }} />}
      >
        <Stepper label="Steps of this bill" steps={stepsOf(bill, shop)} />
      </Section>
      <div className="till-grid mt-9">
        <div className="till-col">
          <Section title={SECTION_TITLE[bill.status]}>
            <Sentences items={sentencesOf(props)} />
            <Actions {...props} />
          </Section>
          {bill.status === 'paid' || bill.status === 'processing' ? <WhenItClears {...props} /> : null}
        </div>
        <BillAside bill={bill} preview={preview} shop={shop} />
      </div>
    </>
  );
}
