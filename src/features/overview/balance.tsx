import type { BalanceDto, Children } from '@/contracts/overview';
import type { ShopContext } from '@/contracts/shell';
import { percent } from '@/domain/explain/component';
import { sellerDatabase } from '@/server/db/seller';
import { readBalance } from '@/server/queries/overview';
import { Amount } from '@/ui/amount';
import { amountText, isNegative, isZero } from '@/ui/amount-text';
import { BalanceTree, type TreeRow } from '@/ui/balance-tree';
import { Door, TextLink } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { ABOUT_WORDS } from './words';

function more<Child>({ first, count }: Children<Child>, href: string) {
  const hidden = count - first.length;
  return hidden > 0 ? { more: <TextLink href={href}>{`${hidden} more`}</TextLink> } : {};
}

function availableRow({ available, statements }: BalanceDto, year: string): TreeRow {
  return {
    key: 'available',
    label: 'Available',
    value: available,
    bar: isNegative(available) ? 'owed' : 'sure',
    amount: <Amount value={available} tone={isNegative(available) ? 'owed' : 'plain'} />,
    children: statements.first.map(({ no, day, kind, about, payable, open }) => ({
      key: String(no),
      label: (
        <>
          <Door href={`/finances/statements/${no}`}>
            {kind === 'bill-payment' ? 'Bill payment' : 'Statement'} {dayText(day, { year, style: 'short' })}
          </Door>
          {about === null ? null : `, ${ABOUT_WORDS[about.event]} ${about.order}`}
          {payable === open ? null : `: what is left of ${amountText(payable)}`}
        </>
      ),
      amount: <Amount value={open} />,
    })),
    ...more(statements, '/finances/statements?status=pending'),
  };
}

function transitRow({ inTransit, payouts, lastPaid }: BalanceDto, year: string): TreeRow {
  return {
    key: 'in-transit',
    label: 'In transit',
    ...(isZero(inTransit) && lastPaid !== null
      ? {
          note: `last payout ${amountText(lastPaid.amount)}, arrived ${dayText(lastPaid.arrivedOn, { year, style: 'short' })}`,
        }
      : {}),
    value: inTransit,
    bar: 'sure',
    amount: <Amount value={inTransit} />,
    children: payouts.first.map(({ no, initiatedOn, amount, last4 }) => ({
      key: String(no),
      label: (
        <>
          <Door href={`/finances/payouts?open=${no}`}>Payout {dayText(initiatedOn, { year, style: 'short' })}</Door>, to
          the account ending {last4}
        </>
      ),
      amount: <Amount value={amount} />,
    })),
    ...more(payouts, '/finances/payouts'),
  };
}

function reservedRow({ reserved, holds }: BalanceDto, year: string): TreeRow {
  return {
    key: 'reserved',
    label: 'Reserved',
    value: reserved,
    bar: 'soft',
    amount: <Amount value={reserved} />,
    children: holds.first.map(({ order, rate, settlement, releaseOn, remaining }) => ({
      key: order,
      label: (
        <>
          <Door href="/finances/reserves">
            <span className="nw">{order}</span>
          </Door>
          {`, ${percent(rate)} of ${amountText(settlement)}, released ${dayText(releaseOn, { year })}`}
        </>
      ),
      amount: <Amount value={remaining} />,
    })),
    ...more(holds, '/finances/reserves'),
  };
}

function onHoldRow({ onHold, orders }: BalanceDto, year: string): TreeRow {
  return {
    key: 'on-hold',
    label: 'On hold',
    value: onHold,
    bar: 'est',
    amount: <Amount value={onHold} />,
    children: orders.first.map(({ order, deliveredOn, settlesOn, isDisputed, amount }) => ({
      key: order,
      label: (
        <>
          <Door href="/finances/on-hold">
            <span className="nw">{order}</span>
          </Door>
          {`, delivered ${dayText(deliveredOn, { year, style: 'short' })}, ${isDisputed ? 'waits for a dispute' : `settles ${dayText(settlesOn, { year })}`}`}
        </>
      ),
      amount: <Amount value={amount} tone="estimate" />,
    })),
    ...more(orders, '/finances/on-hold'),
  };
}

/** Available, in transit, reserved, on hold: four amounts, each of which opens into what made it. */
export async function Balance({ shop }: { readonly shop: ShopContext }) {
  const dto = await readBalance(sellerDatabase(), shop);
  const year = shop.today.slice(0, 4);
  return (
    <Section
      title="Balance"
      columns={7}
      say="Each amount opens into the lines that made it."
      aside={<TextLink href="/finances/statements">Statements</TextLink>}
    >
      <BalanceTree
        rows={[availableRow(dto, year), transitRow(dto, year), reservedRow(dto, year), onHoldRow(dto, year)]}
        total={{
          key: 'total',
          label: 'If everything settles',
          value: dto.total,
          bar: isNegative(dto.total) ? 'owed' : 'sure',
          amount: <Amount value={dto.total} currency={shop.currency} tone={isNegative(dto.total) ? 'owed' : 'plain'} />,
          children: [],
        }}
      />
    </Section>
  );
}
