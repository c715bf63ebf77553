import type { ShopContext } from '@/contracts/shell';
import { FACTS_REPLAYED_UNASKED, type SettlementDto, type StatementHeadDto } from '@/contracts/statement';
import { formatMinor, minus, readMinor } from '@/domain/money/money';
import { type ProvenStatement, proveStatement } from '@/server/queries/statement-proof';
import { Amount } from '@/ui/amount';
import { amountText, isNegative, isZero } from '@/ui/amount-text';
import { TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Equation, type ProofCheck, ProofLine, type Term } from '@/ui/proof';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { Streamed } from '@/ui/streamed';
import type { StatementView } from '../view';
import { ReplayProof, ReplayProofPending } from './replay-proof';

interface StatementProps {
  readonly shop: ShopContext;
  readonly head: StatementHeadDto;
  readonly view: StatementView;
}

/** What became of the payable so far, signed by its effect on what is open. */
function settledSoFar({ payable, open }: StatementHeadDto): string {
  return formatMinor(minus(readMinor(open), readMinor(payable)));
}

function termsOf(head: StatementHeadDto): readonly Term[] {
  const { sums, open } = head;
  const signed = (value: string) => <Amount value={value} sign="always" />;
  return [
    { label: 'Revenue', amount: signed(sums.revenue) },
    { label: 'Shipping', amount: signed(sums.shipping), before: '+' },
    { label: 'Fees', amount: signed(sums.fees), before: '+' },
    { label: 'Adjustments', amount: signed(sums.adjustments), before: '+' },
    { label: 'Settlement', amount: <Amount value={head.settlement} />, before: '=', isResult: true },
    { label: 'Reserve', amount: signed(head.reserveNet), before: '+' },
    { label: 'Payable', amount: <Amount value={head.payable} />, before: '=', isResult: true },
    {
      label: isNegative(head.payable) ? 'Covered so far' : 'Paid so far',
      amount: signed(settledSoFar(head)),
      before: '+',
    },
    {
      label: 'Open',
      amount: <Amount value={open} tone={isNegative(open) ? 'owed' : 'plain'} />,
      before: '=',
      isResult: true,
    },
  ];
}

/** The finding of the statement in a sentence, from its figures. */
function sayOf({ kind, payable, settlement, reserveNet, open }: StatementHeadDto): string {
  if (kind === 'bill-payment') return 'What you paid towards your negative balance, set against what you owed.';
  if (kind === 'reserve-draw') return 'Taken from your reserve for what you owed.';
  if (isNegative(payable)) {
    return isZero(open)
      ? 'Refunds, charges and fees of the day came to more than it earned. It has been covered since.'
      : 'Refunds, charges and fees of the day came to more than it earned.';
  }
  if (isZero(payable)) return 'What the day earned and what it cost are equal: there is nothing to pay.';
  if (isNegative(reserveNet)) {
    return `The day earned ${amountText(settlement)}; ${amountText(reserveNet.slice(1))} of it went into the reserve.`;
  }
  return isZero(reserveNet)
    ? `The day earned ${amountText(settlement)}.`
    : `The day settled ${amountText(settlement)}, and ${amountText(reserveNet)} came out of the reserve.`;
}

/** "−87.40 + 50.00 allocated − 0.00 paid out". */
function openSum({ payable }: StatementHeadDto, { allocated, paidOut }: SettlementDto): string {
  const sign = isNegative(allocated) ? '−' : '+';
  return `${amountText(payable)} ${sign} ${amountText(allocated.replace('-', ''))} allocated − ${amountText(paidOut)} paid out`;
}

function checksOf({ head, settlement, proof }: ProvenStatement): readonly ProofCheck[] {
  const { lines, categories, open } = proof;
  return [
    {
      key: 'lines',
      holds: lines.isEqual,
      text: (
        <>
          {counted(proof.lineCount, 'line')} sum to <b>{amountText(lines.computed)}</b>
          {lines.isEqual ? null : <>, the statement says {amountText(lines.stored)}</>}
        </>
      ),
    },
    {
      key: 'categories',
      holds: categories.isEqual,
      text: (
        <>
          4 categories sum to <b>{amountText(categories.computed)}</b>
          {categories.isEqual ? null : <>, the statement says {amountText(categories.stored)}</>}
        </>
      ),
    },
    {
      key: 'open',
      holds: open.isEqual,
      text: (
        <>
          {openSum(head, settlement)} = <b>{amountText(open.computed)}</b> open
          {open.isEqual ? null : <>, the statement says {amountText(open.stored)}</>}
        </>
      ),
    },
  ];
}

/** The checks that were computed from the statement's own rows. */
async function Proof({ shop, head, view, isReplayed }: StatementProps & { readonly isReplayed: boolean }) {
  const checks = checksOf(await proveStatement(view.database, shop, head.no));
  return (
    <ProofLine
      checks={checks}
      aside={
        isReplayed || !view.hasReplayLine ? null : (
          <TextLink href={view.statementHref(head.no, { proof: 'replay' })}>Replay from the facts</TextLink>
        )
      }
    />
  );
}

/** How the statement adds up, and the proof of it (R6.2, R6.3, R12). */
export function AddsUp({ shop, head, view, isReplayAsked }: StatementProps & { readonly isReplayAsked: boolean }) {
  const isReplayed = view.hasReplayLine && (isReplayAsked || head.factCount <= FACTS_REPLAYED_UNASKED);
  return (
    <Section title="How it adds up" say={sayOf(head)}>
      <Equation terms={termsOf(head)} />
      <div className="mt-4 flex flex-col gap-2">
        <Streamed fallback={<Skeleton lines={1} rowHeight={42} label="Checking the sums" />}>
          <Proof shop={shop} head={head} view={view} isReplayed={isReplayed} />
        </Streamed>
        {isReplayed ? (
          <Streamed fallback={<ReplayProofPending factCount={head.factCount} />}>
            <ReplayProof shop={shop} head={head} view={view} />
          </Streamed>
        ) : null}
      </div>
    </Section>
  );
}
