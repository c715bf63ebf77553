import type { ShopContext } from '@/contracts/shell';
import type { LineAmountDto, LineDto } from '@/contracts/statement';
import { wallTime } from '@/domain/calendar/instant';
import { Amount } from '@/ui/amount';
import { Door } from '@/ui/button';
import { dayText, dayTimeText } from '@/ui/day-text';
import { Icon } from '@/ui/icon';
import { KeyValues } from '@/ui/lists';
import { PASSING_OF_TIME } from '../labels';
import type { StatementView } from '../view';
import { Arithmetic } from './arithmetic';

const ISO_DAY = /\d{4}-\d{2}-\d{2}/g;

/** A sentence of the engine, with its days as they are written on pages. */
export function withDays(sentence: string, year: string): string {
  return sentence.replace(ISO_DAY, (day) => dayText(day, { year }));
}

function causeOf(line: LineDto): string {
  const reasons: Partial<Record<LineDto['event'], string>> = PASSING_OF_TIME;
  return reasons[line.event] ?? 'Made by the close of the day.';
}

interface BehindProps {
  readonly line: LineDto;
  readonly amount: LineAmountDto;
  readonly shop: ShopContext;
  readonly view: StatementView;
}

/** The fact behind a line, the rule and the policy that made it: opens in place. */
function Behind({ line, amount, shop, view }: BehindProps) {
  const { fact } = line;
  const rule = { term: 'Rule', value: <span className="rule">{amount.rule}</span> };
  const version = `${shop.marketplace} v${line.policyVersion}`;
  const policy = {
    term: 'Policy',
    value: view.policyHref === null ? version : <Door href={view.policyHref(line.policyVersion)}>{version}</Door>,
  };
  if (fact === null) return <KeyValues pairs={[{ term: 'Because', value: causeOf(line) }, rule, policy]} />;
  return (
    <KeyValues
      pairs={[
        { term: 'Fact', value: <span className="id">{fact.type}</span> },
        { term: 'Id', value: <span className="id">{fact.id}</span> },
        { term: 'Occurred', value: dayTimeText(wallTime(fact.occurredAt, shop.zone)) },
        { term: 'Effective', value: dayText(fact.effectiveOn, { year: shop.today.slice(0, 4) }) },
        rule,
        policy,
      ]}
    />
  );
}

function AmountRow({ line, amount, shop, view }: BehindProps) {
  return (
    <tr>
      <td>
        <details className="group">
          <summary className="inline-flex cursor-pointer list-none items-baseline gap-1 [&::-webkit-details-marker]:hidden">
            <span className="door">{amount.label}</span>
            <Icon name="down" className="size-3 self-center text-ink-3 group-open:rotate-180" />
          </summary>
          <div className="my-2 max-w-md">
            <Arithmetic steps={amount.arithmetic} isExact={amount.isExact} label={amount.label} />
            <Behind line={line} amount={amount} shop={shop} view={view} />
          </div>
        </details>
        <span className="sub">{amount.sentence}</span>
        {amount.basisText === null ? null : <span className="sub min-[901px]:hidden!">{amount.basisText}</span>}
      </td>
      <td className="hide muted">{amount.basisText}</td>
      <td className="r">
        <Amount value={amount.amount} sign="always" />
      </td>
    </tr>
  );
}

/** The amounts of a line, and on a settlement what was put into reserve or why nothing was (R5.1). */
export function LineRows({ line, shop, view }: Omit<BehindProps, 'amount'>) {
  return (
    <>
      {line.amounts.map((amount) => (
        <AmountRow key={amount.no} line={line} amount={amount} shop={shop} view={view} />
      ))}
      {line.withholding === null ? null : (
        <tr className="plain">
          <td colSpan={3} className="full">
            <span className="sub">
              <b className="b">Reserve.</b> {withDays(line.withholding, shop.today.slice(0, 4))}
            </span>
          </td>
        </tr>
      )}
    </>
  );
}
