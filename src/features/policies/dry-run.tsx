import {
  type DryRunDto,
  OUTCOME_AMOUNTS,
  type OutcomeAmount,
  type OutcomeDto,
  type OutcomeTotalsDto,
  type SidesDto,
} from '@/contracts/policies';
import { formatMinor, minus, readMinor } from '@/domain/money/money';
import { Amount } from '@/ui/amount';
import { isZero } from '@/ui/amount-text';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { DataTable } from '@/ui/table';
import { Refreshing } from './refreshing';
import { AMOUNT_LABEL } from './words';

function difference({ before, after }: SidesDto<string>): string {
  return formatMinor(minus(readMinor(after), readMinor(before)));
}

/** Counts of shops, as text. @example "2: 1, 3: 4" */
function countsText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1));
  return parts.length === 0 ? 'none' : parts.map(([name, count]) => `${name}: ${count}`).join(', ');
}

const COLUMNS = [
  { key: 'what', label: 'What' },
  { key: 'before', label: 'As it is', align: 'right' },
  { key: 'after', label: 'With the version', align: 'right' },
  { key: 'difference', label: 'Difference', align: 'right' },
] as const;

function AmountRow({ name, sides, currency }: { name: OutcomeAmount; sides: SidesDto<string>; currency: string }) {
  const apart = difference(sides);
  return (
    <tr>
      <td className="full">{AMOUNT_LABEL[name]}</td>
      <td className="r" data-l="As it is">
        <Amount value={sides.before} currency={currency} />
      </td>
      <td className="r" data-l="With the version">
        <Amount value={sides.after} currency={currency} />
      </td>
      <td className="r" data-l="Difference">
        {isZero(apart) ? <Amount value={apart} /> : <Amount value={apart} currency={currency} sign="always" />}
      </td>
    </tr>
  );
}

function TextRow({ label, before, after }: { label: string; before: string; after: string }) {
  return (
    <tr>
      <td className="full">{label}</td>
      <td className="r" data-l="As it is">
        {before}
      </td>
      <td className="r" data-l="With the version">
        {after}
      </td>
      <td className="r" data-l="Difference">
        {before === after ? 'same' : 'changes'}
      </td>
    </tr>
  );
}

function Totals({ sides, currency }: { readonly sides: SidesDto<OutcomeTotalsDto>; readonly currency: string }) {
  const { before, after } = sides;
  return (
    <DataTable caption="All shops, as it is and with the version" layout="stack" columns={COLUMNS} isDense>
      {OUTCOME_AMOUNTS.map((name) => (
        <AmountRow
          key={name}
          name={name}
          currency={currency}
          sides={{ before: before.amounts[name], after: after.amounts[name] }}
        />
      ))}
      <TextRow label="Orders settled" before={String(before.ordersSettled)} after={String(after.ordersSettled)} />
      <TextRow label="Payouts" before={String(before.payoutCount)} after={String(after.payoutCount)} />
      <TextRow label="Shops that owe at the end" before={String(before.owing)} after={String(after.owing)} />
      <TextRow label="Shops by reserve level" before={countsText(before.levels)} after={countsText(after.levels)} />
      <TextRow label="Shops by tier" before={countsText(before.tiers)} after={countsText(after.tiers)} />
      <TextRow label="Shops under measures" before={countsText(before.measures)} after={countsText(after.measures)} />
      <TextRow label="Shops by activity" before={countsText(before.activities)} after={countsText(after.activities)} />
    </DataTable>
  );
}

/** What turns out otherwise than it does now. */
function turnsText({ before, after }: SidesDto<OutcomeDto>): readonly string[] {
  const words = (turn: string) => {
    const [day = '', kind = '', what = ''] = turn.split(' ');
    return `${dayText(day)}: ${kind.replaceAll('-', ' ')}, ${what.replaceAll('-', ' ')}`;
  };
  return [
    ...after.turns.filter((turn) => !before.turns.includes(turn)).map((turn) => `would be: ${words(turn)}`),
    ...before.turns.filter((turn) => !after.turns.includes(turn)).map((turn) => `would not be: ${words(turn)}`),
  ].slice(0, 6);
}

function ChangedShops({ run, currency }: { readonly run: DryRunDto; readonly currency: string }) {
  const cell = (sides: SidesDto<OutcomeDto>, name: OutcomeAmount, label: string) => {
    const both = { before: sides.before.amounts[name], after: sides.after.amounts[name] };
    const apart = difference(both);
    return (
      <td className="r" data-l={label}>
        <Amount value={both.after} currency={currency} />
        <span className="sub">{isZero(apart) ? 'same' : <Amount value={apart} sign="always" />}</span>
      </td>
    );
  };
  return (
    <DataTable
      caption="Shops that would change, those by most money first"
      layout="stack"
      columns={[
        { key: 'shop', label: 'Shop' },
        { key: 'settled', label: 'Settled', align: 'right' },
        { key: 'fees', label: 'Fees', align: 'right' },
        { key: 'withheld', label: 'Withheld', align: 'right' },
        { key: 'paid', label: 'Paid out', align: 'right' },
        { key: 'owed', label: 'Owed', align: 'right' },
      ]}
    >
      {run.shops.map(({ shop, name, sides }) => (
        <tr key={shop}>
          <td className="full">
            <span className="b">{name}</span>
            <span className="sub">{shop}</span>
            {turnsText(sides).map((turn) => (
              <span className="sub" key={turn}>
                {turn}
              </span>
            ))}
          </td>
          {cell(sides, 'settled', 'Settled')}
          {cell(sides, 'fees', 'Fees')}
          {cell(sides, 'withheld', 'Withheld')}
          {cell(sides, 'paidOut', 'Paid out')}
          {cell(sides, 'owed', 'Owed')}
        </tr>
      ))}
    </DataTable>
  );
}

function titleOf({ kind, from, through }: DryRunDto): string {
  const days = `${dayText(from, { style: 'short', year: '' })} to ${dayText(through, { style: 'short', year: '' })}`;
  return kind === 'look-back' ? `Had it been in effect: ${days}` : `Ahead, on what is known now: ${days}`;
}

/** A dry run: how far it is, or both sides of it with the shops that would change most. */
export function DryRun({ run, currency }: { readonly run: DryRunDto; readonly currency: string }) {
  if (run.status === 'failed') {
    return (
      <Section title={titleOf(run)}>
        <EmptyState icon="alert" title="This dry run failed">
          The books were not touched. Ask for it again; reference <span className="id">{run.id}</span>.
        </EmptyState>
      </Section>
    );
  }
  if (run.totals === null) {
    return (
      <Section title={titleOf(run)}>
        <div className="dry-run" role="status">
          <progress value={run.shopsDone} max={Math.max(1, run.shopCount)} aria-label="Shops tried so far" />
          <p>
            {run.status === 'queued'
              ? 'Waits for the worker. This page looks again by itself.'
              : `${run.shopsDone} of ${counted(run.shopCount, 'shop')} tried. This page looks again by itself.`}
          </p>
          <Refreshing />
        </div>
      </Section>
    );
  }
  const rest = run.changedShopCount - run.shops.length;
  return (
    <Section
      title={titleOf(run)}
      say={
        run.changedShopCount === 0
          ? `None of ${counted(run.shopCount, 'shop')} would change.`
          : `${run.changedShopCount} of ${counted(run.shopCount, 'shop')} would change.`
      }
    >
      <Totals sides={run.totals} currency={currency} />
      {run.shops.length === 0 ? null : <ChangedShops run={run} currency={currency} />}
      {rest > 0 ? <p className="sm muted older">And {counted(rest, 'shop')} by less money.</p> : null}
    </Section>
  );
}
