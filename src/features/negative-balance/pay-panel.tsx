import { randomUUID } from 'node:crypto';
import {
  type NegativeBalanceDto,
  type PayRequest,
  type PreviewRowDto,
  readPayRequest,
} from '@/contracts/negative-balance';
import type { ShopContext } from '@/contracts/shell';
import { formatMinor, readMinor, sum } from '@/domain/money/money';
import { Allocation } from '@/ui/allocation';
import { Amount } from '@/ui/amount';
import { amountText, isZero } from '@/ui/amount-text';
import { Door, LinkButton } from '@/ui/button';
import { Day } from '@/ui/day';
import { dayText } from '@/ui/day-text';
import { SumTable } from '@/ui/lists';
import { StatusChip } from '@/ui/status-chip';
import { PayForm } from './pay-form';
import { textOf } from './search';
import { aboveZeroText, stopsText } from './words';

/** Debts whose bars are drawn; more are summed. */
const DRAWN = 6;

interface PanelProps {
  readonly shop: ShopContext;
  readonly dto: NegativeBalanceDto;
  readonly request: PayRequest;
}

const WILL_BE_PAID = { word: 'will be Paid', icon: 'done', tone: 'idle' } as const;

function Debt({
  row,
  year,
  isCompact,
}: {
  readonly row: PreviewRowDto;
  readonly year: string;
  readonly isCompact: boolean;
}) {
  return (
    <Allocation
      label={
        <>
          <Door href={`/finances/statements/${row.no}`}>
            Statement <Day value={row.day} year={year} style="short" />
          </Door>
          , <span className="amt">{amountText(row.owedAtFirst)}</span> in all
        </>
      }
      outcome={isZero(row.left) ? <StatusChip look={WILL_BE_PAID} /> : null}
      before={row.before}
      paid={row.paid}
      left={row.left}
      isCompact={isCompact}
    />
  );
}

/** Debts that the payment touches come first; those that it leaves alone are summed where there are many. */
function drawnOf(rows: readonly PreviewRowDto[]): {
  readonly drawn: readonly PreviewRowDto[];
  readonly rest: readonly PreviewRowDto[];
} {
  if (rows.length <= DRAWN) return { drawn: rows, rest: [] };
  const ordered = [...rows.filter(({ paid }) => !isZero(paid)), ...rows.filter(({ paid }) => isZero(paid))];
  return { drawn: ordered.slice(0, DRAWN), rest: ordered.slice(DRAWN) };
}

type Preview = NonNullable<NegativeBalanceDto['plan']['preview']>;

function WhatItClears({
  preview,
  dto,
  shop,
}: {
  readonly preview: Preview;
  readonly dto: NegativeBalanceDto;
  readonly shop: ShopContext;
}) {
  const year = shop.today.slice(0, 4);
  const { drawn, rest } = drawnOf(preview.rows);
  const { outcome } = preview;
  const total = (key: 'paid' | 'left') => amountText(formatMinor(sum(rest.map((row) => readMinor(row[key])))));
  const rows = [
    { key: 'owe', label: 'You still owe', amount: <Amount value={preview.stillOwed} /> },
    ...(isZero(preview.excess)
      ? []
      : [{ key: 'excess', label: 'Becomes credit', amount: <Amount value={preview.excess} /> }]),
    ...(outcome.payout === null
      ? [{ key: 'payout', label: 'Next payout', amount: <span className="muted">not known yet</span> }]
      : [
          {
            key: 'payout',
            label: `Payout ${dayText(outcome.payout.on, { year })}`,
            amount: <Amount value={outcome.payout.amount} tone="estimate" />,
          },
        ]),
    { key: 'zero', label: 'Above zero', amount: <span className="nw">{aboveZeroText(outcome, year)}</span> },
    { key: 'stops', label: 'Measures', amount: <span>{stopsText(outcome, year)}</span> },
  ];
  return (
    <>
      <h3 className="mt-4 mb-2">What it clears</h3>
      {isZero(dto.clearing) ? null : (
        <p className="xs faint mb-2">
          Once {amountText(dto.clearing, { currency: shop.currency })} that you have paid already has cleared.
        </p>
      )}
      <div className="allocs">
        {drawn.map((row) => (
          <Debt key={row.no} row={row} year={year} isCompact={preview.rows.length > 1} />
        ))}
        {rest.length === 0 ? null : (
          <p className="xs faint">
            {rest.length} more statements: {total('paid')} paid, {total('left')} left.
          </p>
        )}
      </div>
      <div className="mt-4">
        <SumTable caption={`What follows, in ${shop.currency}`} rows={rows} />
      </div>
      {preview.methods.includes('card') ? null : (
        <p className="xs faint mt-2">Less than a card can be charged: it is paid by bank transfer.</p>
      )}
    </>
  );
}

/** Nothing can be billed now: other bills ask for all that is owed. */
function AllBilled({ dto, shop }: Omit<PanelProps, 'request'>) {
  const { currency } = shop;
  return (
    <section className="panel sticky" id="pay" aria-label="Pay it off">
      <h2 className="mb-2.5">Pay it off</h2>
      <p className="sm">
        Your bills under way ask {amountText(dto.underWay.asked, { currency })}, all of the{' '}
        {amountText(dto.owed, { currency })} that you owe. Finish or cancel one of them before you start another.
      </p>
      <div className="acts mt-3">
        <LinkButton href="/finances/bills?status=under-way" kind="primary">
          View bills under way
        </LinkButton>
      </div>
    </section>
  );
}

function clearingText(minutes: number): string {
  if (minutes === 0) return 'Cleared as soon as it is paid.';
  return minutes < 60
    ? `Cleared within ${minutes} minutes of the payment.`
    : `Cleared within ${Math.ceil(minutes / 60)} hour${minutes <= 60 ? '' : 's'} of the payment.`;
}

/** Chooses what to pay, with what it clears; in a panel, since it is operated. */
export function PayPanel({ shop, dto, request }: PanelProps) {
  const { limits, plan, debts } = dto;
  if (limits === null) return <AllBilled dto={dto} shop={shop} />;
  const { currency } = shop;
  const read = readPayRequest(request);
  const chosen = request.choice === 'statements' ? request.no : [];
  const chosenTotal = sum(debts.filter(({ no }) => chosen.includes(no)).map(({ owed }) => readMinor(owed)));
  const { preview } = plan;
  return (
    <>
      <PayForm
        currency={currency}
        year={shop.today.slice(0, 4)}
        choice={request.choice}
        amount={request.amount}
        limits={limits}
        isPartBilled={limits.most !== dto.owed}
        debts={debts.map(({ no, day, owed }) => ({ no, day, owed, isChosen: chosen.includes(no) }))}
        chosenTotal={formatMinor(chosenTotal)}
        nonce={randomUUID()}
        shown={preview !== null && read.ok ? textOf(read.value) : ''}
        refusal={plan.refusal}
        isChanged={request.changed === '1'}
        button={
          preview === null ? 'Continue to payment' : `Continue to payment, ${amountText(preview.amount, { currency })}`
        }
      >
        {preview === null ? null : <WhatItClears preview={preview} dto={dto} shop={shop} />}
      </PayForm>
      <p className="xs faint mt-2.5">
        No fee. {clearingText(dto.clearingMinutes)} If a sale covers part of it first, the rest is paid out to you.
      </p>
    </>
  );
}
