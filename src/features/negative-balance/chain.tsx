import type { ReactNode } from 'react';
import type { ChainDto, ChainStepDto } from '@/contracts/negative-balance';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readChain } from '@/server/queries/negative-balance-chain';
import { readOutlook } from '@/server/queries/outlook';
import { Amount } from '@/ui/amount';
import { amountText } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { Day } from '@/ui/day';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { hitText, hitTitle } from './words';

const STATEMENT = '/finances/statements';

interface StepView {
  readonly time: ReactNode;
  readonly title: ReactNode;
  readonly text: ReactNode;
  readonly look?: 'hit' | 'next';
}

type Of<Kind extends ChainStepDto['kind']> = Extract<ChainStepDto, { readonly kind: Kind }>;

function Amounts({ step }: { readonly step: Of<'hit'> }) {
  return (
    <table className="sum">
      <caption className="sr">Amounts of the statement</caption>
      <tbody>
        {step.amounts.map(({ label, basis, amount }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of a statement may say the same
          <tr key={`${label} ${index}`}>
            <td>
              <Door
                href={`${STATEMENT}/${step.statement}${step.order === null ? '' : `?q=${encodeURIComponent(step.order)}`}`}
              >
                {label}
              </Door>
              {basis === null ? null : `, ${basis}`}
            </td>
            <td>
              <Amount value={amount} sign="always" />
            </td>
          </tr>
        ))}
        {step.isCut ? (
          <tr>
            <td colSpan={2}>
              <Door href={`${STATEMENT}/${step.statement}`}>All lines of the statement</Door>
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

function coveredView(step: Of<'covered'>, year: string): Omit<StepView, 'time'> {
  const { by } = step;
  const statement = (
    <Door href={`${STATEMENT}/${by.no}`}>
      statement of <Day value={by.day} year={year} style="short" />
    </Door>
  );
  if (by.kind === 'bill-payment') {
    return {
      title: 'You paid',
      text: (
        <>
          {by.bill === null ? 'Bill' : <Door href={`/finances/bills/${by.bill}`}>Bill</Door>}
          {by.last4 === null ? '' : ` by card ending ${by.last4}`}, on the {statement}.
        </>
      ),
    };
  }
  if (by.kind === 'reserve-draw') return { title: 'Taken from your reserve', text: <>On the {statement}.</> };
  return { title: 'Sales covered part of it', text: <>Set against it by the {statement}.</> };
}

function owedView({ statements, count }: Of<'owed'>, year: string): Omit<StepView, 'time'> {
  const [first] = statements;
  const where =
    count === 1 && first !== undefined ? (
      <>
        All of it on one statement,{' '}
        <Door href={`${STATEMENT}/${first.no}`}>
          <Day value={first.day} year={year} style="short" />
        </Door>
        .
      </>
    ) : (
      <>
        On <Door href={`${STATEMENT}?status=pending&reason=negative-balance`}>{count} statements</Door>.
      </>
    );
  return { title: 'You owe', text: where, look: 'hit' };
}

function viewOf(step: ChainStepDto, year: string): StepView {
  const day = step.kind === 'owed' ? 'Today' : <Day value={step.day} year={year} style="short" />;
  switch (step.kind) {
    case 'settled':
      return {
        time: day,
        title: (
          <>
            Order <span className="nw">{step.order}</span> settled
          </>
        ),
        text: (
          <>
            On the <Door href={`${STATEMENT}/${step.statement}?q=${encodeURIComponent(step.order)}`}>statement</Door> of
            that day, fees and reserve taken off.
          </>
        ),
      };
    case 'paid-out':
      return {
        time: day,
        title: 'Paid out to you',
        text: (
          <>
            In the <Door href={`/finances/payouts?open=${step.payout}#payout-${step.payout}`}>payout</Door> of{' '}
            {amountText(step.payoutAmount)} to the account ending {step.last4}.
          </>
        ),
      };
    case 'hit':
      return { time: day, title: hitTitle(step), text: hitText(step), look: 'hit' };
    case 'covered':
      return { time: day, ...coveredView(step, year) };
    case 'owed':
      return { time: day, ...owedView(step, year) };
    case 'forecast':
      return {
        time: day,
        title:
          step.order === null
            ? 'Sales settle'
            : `Order ${step.order} ${step.event === 'settlement' ? 'settles' : 'brings it back'}`,
        text: `Forecast. It covers what you owe${/^0+\.0+$/.test(step.leaves) ? '' : ` and leaves ${amountText(step.leaves)}`}.`,
        look: 'next',
      };
  }
}

function Step({ step, year }: { readonly step: ChainStepDto; readonly year: string }) {
  const { time, title, text, look } = viewOf(step, year);
  const isOwed = step.kind === 'owed';
  return (
    <li className={look}>
      <time>{time}</time>
      <div>
        <b>{title}</b>
        <p className="sm muted">{text}</p>
        {step.kind === 'hit' ? <Amounts step={step} /> : null}
      </div>
      <Amount
        value={step.amount}
        sign="always"
        tone={isOwed ? 'owed' : step.kind === 'forecast' ? 'estimate' : 'plain'}
      />
    </li>
  );
}

function keyOf(step: ChainStepDto, index: number): string {
  return `${step.kind} ${index}`;
}

function HiddenDebts({ chain }: { readonly chain: ChainDto }) {
  if (chain.hiddenDebts === 0) return null;
  return (
    <p className="sm muted mb-2.5">
      The newest are told here;{' '}
      <Door href={`${STATEMENT}?status=pending&reason=negative-balance`}>
        {chain.hiddenDebts} older statement{chain.hiddenDebts === 1 ? '' : 's'}
      </Door>{' '}
      {chain.hiddenDebts === 1 ? 'is' : 'are'} owed too.
    </p>
  );
}

/** How the balance came below zero, down to the orders, and what becomes of it if nothing is done. */
export async function Chain({ shop }: { readonly shop: ShopContext }) {
  const outlook = await readOutlook(sellerDatabase(), shop);
  const chain = outlook === null ? null : await readChain(sellerDatabase().pool, shop, outlook);
  if (chain === null) return null;
  const year = shop.today.slice(0, 4);
  return (
    <Section title="Why it is negative">
      <HiddenDebts chain={chain} />
      <ol className="chain">
        {chain.steps.map((step, index) => (
          <Step key={keyOf(step, index)} step={step} year={year} />
        ))}
      </ol>
    </Section>
  );
}

/** As high as the story of one refund. */
export function ChainSkeleton() {
  return (
    <Section title="Why it is negative">
      <Skeleton lines={9} rowHeight={48} label="Loading why it is negative" />
    </Section>
  );
}
