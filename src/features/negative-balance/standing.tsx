import type { NegativeBalanceDto, OutcomeDto, RungDto } from '@/contracts/negative-balance';
import type { ShopContext } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { MEASURE_LABEL } from '@/domain/explain/measure-label';
import { formatMinor, minus, readMinor } from '@/domain/money/money';
import type { Measure } from '@/domain/policy/policy';
import { sellerDatabase } from '@/server/db/seller';
import { readNegativeBalance } from '@/server/queries/negative-balance';
import { Amount } from '@/ui/amount';
import { amountText, isZero } from '@/ui/amount-text';
import { TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable } from '@/ui/table';
import { RungMeter } from './ladder';
import { ordinal } from './words';

/** What a rule of the ladder brings: a measure, or that the reserve is used. */
type Consequence = Measure | 'draw-reserve';

/** A consequence and the rules that bring it. */
interface Outlook {
  readonly what: Consequence;
  readonly rungs: readonly RungDto[];
  readonly since: PlainDate | null;
  /** Comes on this day if nothing is done. */
  readonly forecastOn: PlainDate | null;
}

const COLUMNS: readonly ColumnHead[] = [
  { key: 'what', label: 'What happens' },
  { key: 'state', label: 'State' },
  { key: 'amount', label: 'Left to the amount', align: 'right' },
  { key: 'days', label: 'Left to the day-end', align: 'right' },
  { key: 'lift', label: 'Ended by' },
];

function outlooksOf({ ladder, choices }: NegativeBalanceDto): readonly Outlook[] {
  const order: Consequence[] = ['suspend-promotions', 'freeze-withdrawals', 'deactivate-shop', 'draw-reserve'];
  const waiting: OutcomeDto['measures'] = choices.find(({ key }) => key === 'nothing')?.outcome.measures ?? null;
  return order.flatMap((what) => {
    const rungs = ladder.rungs.filter((rung) =>
      what === 'draw-reserve' ? rung.drawsReserve : rung.measures.includes(what),
    );
    if (rungs.length === 0) return [];
    const since = ladder.inForce.find(({ measure }) => measure === what)?.since ?? null;
    const isComing = what !== 'draw-reserve' && waiting?.what.includes(what) === true;
    return [{ what, rungs, since, forecastOn: isComing ? (waiting?.on ?? null) : null }];
  });
}

function Left({ rung, dto }: { readonly rung: RungDto | undefined; readonly dto: NegativeBalanceDto }) {
  if (rung === undefined) return <span className="faint">no rule</span>;
  if (rung.isReached) return <span className="faint">reached</span>;
  const { trigger } = rung;
  if (trigger.kind === 'negative-days') {
    return (
      <>
        {counted(trigger.limit - dto.negativeDays, 'day')}
        <span className="sub">to the {ordinal(trigger.limit)}</span>
      </>
    );
  }
  return (
    <>
      <Amount value={formatMinor(minus(readMinor(trigger.limit), readMinor(dto.owed)))} />
      <span className="sub">to {amountText(trigger.limit)}</span>
    </>
  );
}

function State({ outlook, year }: { readonly outlook: Outlook; readonly year: string }) {
  const { what, rungs, since, forecastOn } = outlook;
  if (since !== null) {
    return (
      <>
        <StatusChip look={{ word: 'In force', icon: 'lock', tone: 'held' }} />
        <span className="sub">since {dayText(since, { year })}</span>
      </>
    );
  }
  if (what === 'draw-reserve' && rungs.some(({ isReached }) => isReached)) {
    return <StatusChip look={{ word: 'At each close', icon: 'reserve', tone: 'held' }} />;
  }
  if (forecastOn !== null) {
    return (
      <>
        <StatusChip look={{ word: 'Forecast', icon: 'clock', tone: 'held' }} />
        <span className="sub">{dayText(forecastOn, { year })}</span>
      </>
    );
  }
  return <StatusChip look={{ word: 'Not in force', icon: 'check', tone: 'idle' }} />;
}

interface RowProps {
  readonly outlook: Outlook;
  readonly dto: NegativeBalanceDto;
  readonly year: string;
}

function Row({ outlook, dto, year }: RowProps) {
  const { what, rungs } = outlook;
  const rungOf = (kind: RungDto['trigger']['kind']) => rungs.find(({ trigger }) => trigger.kind === kind);
  const label =
    what === 'draw-reserve' ? `Reserve used, today ${amountText(dto.ladder.reserved)}` : MEASURE_LABEL[what];
  const end = what === 'draw-reserve' || dto.ladder.lift === 'automatic' ? 'owing nothing' : 'an appeal';
  return (
    <tr>
      <td className="b full">{label}</td>
      <td data-l="state">
        <State outlook={outlook} year={year} />
      </td>
      <td className="r" data-l="left to the amount">
        <Left rung={rungOf('owed-over')} dto={dto} />
      </td>
      <td className="r" data-l="left to the day-end">
        <Left rung={rungOf('negative-days')} dto={dto} />
      </td>
      <td data-l="ended by">{end}</td>
    </tr>
  );
}

function sayOf(dto: NegativeBalanceDto, shop: ShopContext): string {
  const year = shop.today.slice(0, 4);
  const measures = dto.ladder.inForce.length;
  const inForce = measures === 0 ? '' : ` ${counted(measures, 'measure')} ${measures === 1 ? 'is' : 'are'} in force.`;
  if (isZero(dto.owed)) return `You owe nothing.${inForce}`;
  const owed = `You owe ${amountText(dto.owed, { currency: shop.currency })}`;
  const days =
    dto.since === null
      ? ', and no day-end counts so far.'
      : `, below zero since ${dayText(dto.since, { year })}: ${counted(dto.negativeDays, 'day-end')} in a row.`;
  const ahead =
    dto.aboveZeroOn === null
      ? ' Nothing that is known yet covers it.'
      : ` Forecast: above zero on ${dayText(dto.aboveZeroOn, { year })}.`;
  return `${owed}${days}${ahead}${inForce}`;
}

/** What is owed, for how many days, and how far each measure is from that (R9.1). */
export async function BalanceStanding({ shop }: { readonly shop: ShopContext }) {
  const dto = await readNegativeBalance(sellerDatabase(), shop, { choice: 'full', no: [], amount: '' });
  if (dto === null) return null;
  const year = shop.today.slice(0, 4);
  return (
    <Section
      title="Negative balance"
      say={sayOf(dto, shop)}
      aside={isZero(dto.owed) ? null : <TextLink href="/finances/negative-balance">Why it is negative</TextLink>}
    >
      <div className="meters two">
        {dto.ladder.rungs.map((rung) => (
          <RungMeter key={`${rung.trigger.kind} ${rung.trigger.limit}`} rung={rung} dto={dto} year={year} />
        ))}
      </div>
      <div className="mt-4">
        <DataTable caption={`Distance to each measure, in ${shop.currency}`} columns={COLUMNS} layout="stack plain">
          {outlooksOf(dto).map((outlook) => (
            <Row key={outlook.what} outlook={outlook} dto={dto} year={year} />
          ))}
        </DataTable>
      </div>
      {isZero(dto.clearing) ? null : (
        <p className="xs faint mt-2">What you have paid and is clearing no longer counts as owed here.</p>
      )}
    </Section>
  );
}

/** As high as two meters and three measures. */
export function BalanceStandingSkeleton() {
  return (
    <Section title="Negative balance">
      <Skeleton lines={6} rowHeight={40} label="Loading the negative balance" />
    </Section>
  );
}
