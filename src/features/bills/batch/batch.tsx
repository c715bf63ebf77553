import './batch.css';
import { randomUUID } from 'node:crypto';
import type { BatchDto, BatchItemDto } from '@/contracts/bill-batch';
import type { SavedCardsDto } from '@/contracts/cards';
import { Amount } from '@/ui/amount';
import { amountText, isZero } from '@/ui/amount-text';
import { Banner } from '@/ui/banner';
import { LinkButton } from '@/ui/button';
import { counted } from '@/ui/counted';
import { LiveState } from '@/ui/live';
import { Section } from '@/ui/section';
import { StatusChip, type StatusLook } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { AmountHead } from '../cashier/amount-head';
import { failureWords } from '../failure-words';
import { lookOf } from '../labels';
import { firstCard } from './before';
import { GiveUpBatch, OpenBill } from './open-bill';
import { PayShopsForm } from './pay-form';

interface BatchProps {
  readonly batch: BatchDto;
  readonly cards: SavedCardsDto;
  /** A card that was just added. */
  readonly card: string | null;
  readonly problem: 'amount-changed' | 'no-card' | 'no-answer' | null;
  /** Whether the role may pay. */
  readonly mayPay: boolean;
}

const NO_BILL = { word: 'No bill', icon: 'void', tone: 'idle' } as const satisfies StatusLook;
const IN_LINE = { word: 'In line', icon: 'queue', tone: 'moving' } as const satisfies StatusLook;

function lookOfItem({ status, needsAction, isWaiting }: BatchItemDto): StatusLook {
  if (status === null) return NO_BILL;
  if (isWaiting && status !== 'processing') return IN_LINE;
  return lookOf({ status, needsAction });
}

/** What happened to a shop's bill, in a sentence; null where the state says it all. */
function whatHappened({ status, refusal, needsAction, isWaiting, failureCode }: BatchItemDto): string | null {
  if (isWaiting) return 'It is charged in a moment.';
  if (refusal !== null) return refusal;
  if (needsAction) return 'Your bank asks you to confirm this charge. Nothing is charged before you do.';
  switch (status) {
    case 'failed': {
      const { what, cure } = failureWords(failureCode);
      return `${what} ${cure}`;
    }
    case 'processing':
      return 'The card provider has not answered yet. We go on asking; it is charged once at most.';
    case 'paid':
      return 'Received; it clears by itself.';
    case 'cleared':
      return 'Set against what the shop owed.';
    default:
      return null;
  }
}

function Row({ item }: { readonly item: BatchItemDto }) {
  const { shopName, bill, amount, actionUrl } = item;
  const happened = whatHappened(item);
  return (
    <tr>
      <td>
        <b className="b">{shopName}</b>
      </td>
      <td className="r">{amount === null ? null : <Amount value={amount} />}</td>
      <td>
        <StatusChip look={lookOfItem(item)} />
        {happened === null ? null : <span className="sub">{happened}</span>}
      </td>
      <td>
        <div className="doing">
          {actionUrl === null ? null : (
            <a className="btn sm" href={actionUrl}>
              Confirm<span className="sr"> the charge for {shopName}</span>
            </a>
          )}
          {bill === null ? null : <OpenBill bill={bill} shopName={shopName} />}
        </div>
      </td>
    </tr>
  );
}

function headOf({ items, payable, paid, underWay }: BatchDto): readonly [label: string, value: string] {
  if (items.some(({ isWaiting }) => isWaiting)) return ['Payments on their way', underWay];
  if (items.some(({ needsAction }) => needsAction)) return ['To be confirmed with your bank', underWay];
  if (!isZero(payable)) return [isZero(paid) ? 'To pay' : 'Still to pay', payable];
  if (!isZero(underWay)) return ['Payments on their way', underWay];
  return ['Paid', paid];
}

/** The next charge that waits for the payer: they are confirmed one after another. */
function ToConfirm({ batch }: { readonly batch: BatchDto }) {
  const waiting = batch.items.filter(({ actionUrl }) => actionUrl !== null);
  const [next] = waiting;
  if (next === undefined || next.actionUrl === null) return null;
  return (
    <Banner
      tone="held"
      icon="user-check"
      title={`Your bank asks you to confirm ${counted(waiting.length, 'charge')}`}
      actions={
        <a className="btn primary" href={next.actionUrl}>
          {waiting.length === 1 ? 'Confirm with your bank' : `Confirm the first of ${waiting.length}`}
        </a>
      }
    >
      {`Next: ${next.shopName}, ${amountText(next.amount ?? '0.00', { currency: batch.currency })}. You come back here after each.`}
    </Banner>
  );
}

const PROBLEMS = {
  'amount-changed': {
    icon: 'split',
    title: 'The sum has changed',
    text: 'Sales or another payment have covered part of it since. Nothing has been charged; pay to confirm the new sum.',
  },
  'no-card': {
    icon: 'card',
    title: 'No card was added',
    text: 'The page of the payment provider was left before a card was saved. Add it again.',
  },
  'no-answer': {
    icon: 'clock',
    title: 'The payment provider does not answer',
    text: 'Whether the card was saved is not known yet. Open this page again in a minute.',
  },
} as const;

function Problem({ problem }: Pick<BatchProps, 'problem'>) {
  if (problem === null) return null;
  const { icon, title, text } = PROBLEMS[problem];
  return (
    <Banner tone="note" icon={icon} title={title}>
      {text}
    </Banner>
  );
}

/** What can still be paid, with a card: all of it by one confirmation, again for those that failed. */
function PayRest({ batch, cards, card }: Omit<BatchProps, 'problem' | 'mayPay'>) {
  const payable = batch.items.filter(({ isPayable }) => isPayable);
  if (payable.length === 0 || batch.items.some(({ isWaiting }) => isWaiting)) return null;
  const failed = payable.filter(({ status }) => status === 'failed').length;
  const known = cards.cards.some(({ id }) => id === card);
  return (
    <Section
      title={failed === 0 ? 'Pay with' : 'Pay what is left'}
      say={
        failed === 0
          ? 'One card for all.'
          : `${counted(failed, 'charge')} failed. Only what is not paid is charged: nothing is charged twice.`
      }
    >
      <PayShopsForm
        batch={batch.id}
        formKey={randomUUID()}
        currency={batch.currency}
        asks={batch.payable}
        amount={amountText(batch.payable, { currency: batch.currency })}
        count={payable.length}
        cards={cards.cards}
        chosen={known && card !== null ? card : firstCard(cards)}
      />
      <div className="mt-5">
        <GiveUpBatch batch={batch.id} count={payable.length} />
      </div>
    </Section>
  );
}

/** Bills of several shops: what is left to pay, and what became of each. */
export function Batch(props: BatchProps) {
  const { batch, problem, mayPay } = props;
  const [label, value] = headOf(batch);
  const paid = batch.items.filter(({ status }) => status === 'paid' || status === 'cleared').length;
  return (
    <>
      <Problem problem={problem} />
      {mayPay ? <ToConfirm batch={batch} /> : null}
      <AmountHead label={label} value={value} currency={batch.currency} />
      <Section
        title="Bills"
        aside={
          <LiveState
            url={`/api/bill-batches/${batch.id}`}
            shown={{ version: batch.version, isMoving: batch.isMoving }}
          />
        }
        say={`${paid} of ${counted(batch.items.length, 'shop')} paid, ${amountText(batch.paid, { currency: batch.currency })}.`}
      >
        <DataTable
          caption={`Bills by shop, amounts in ${batch.currency}`}
          columns={[
            { key: 'shop', label: 'Shop' },
            { key: 'amount', label: `Amount, ${batch.currency}`, align: 'right' },
            { key: 'state', label: 'State' },
            { key: 'doing', label: 'Actions', isHidden: true },
          ]}
          layout="stack l-batch"
        >
          {batch.items.map((item) => (
            <Row key={item.shop} item={item} />
          ))}
        </DataTable>
      </Section>
      <div className="mt-9">{mayPay ? <PayRest {...props} /> : null}</div>
      <p className="mt-7">
        <LinkButton href="/shops">Back to shops</LinkButton>
      </p>
    </>
  );
}
