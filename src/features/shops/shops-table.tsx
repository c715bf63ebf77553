import { ACTIVITY_WORDS } from '@/contracts/activity';
import type { PortfolioPageDto, PortfolioRowDto } from '@/contracts/portfolio';
import { MEASURE_LABEL } from '@/domain/explain/measure-label';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import { Amount } from '@/ui/amount';
import { isNegative, isZero } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Day } from '@/ui/day';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable } from '@/ui/table';
import { GoTo } from './go-to';
import { checklistHref } from './search';
import { idleText, nextStep, OBSTACLE_WORD, STANDING_LOOK } from './words';

interface RowProps {
  readonly row: PortfolioRowDto;
  /** Whether amounts name their currency, because there are several. */
  readonly namesCurrency: boolean;
}

function Pick({ row }: { readonly row: PortfolioRowDto }) {
  const { externalId, name, money, currency } = row;
  const payable = money !== null && !isZero(money.billable) ? money.billable : undefined;
  return (
    <td className="pick">
      <input
        className="check"
        type="checkbox"
        name="shop"
        value={externalId}
        data-payable={payable}
        data-currency={currency}
        aria-label={`Select ${name}`}
      />
    </td>
  );
}

/** Measures beyond the one that the state names. */
function Measures({ row }: { readonly row: PortfolioRowDto }) {
  const said = { deactivated: 'deactivate-shop', frozen: 'freeze-withdrawals', suspended: 'suspend-promotions' };
  const named = said[row.standing as keyof typeof said];
  const others = row.measures.filter(({ measure }) => measure !== named);
  const since = row.measures.find(({ measure }) => measure === named)?.since;
  if (row.measures.length === 0) return null;
  return (
    <span className="sub">
      {since === undefined ? null : (
        <>
          since <Day value={since} year={row.today.slice(0, 4)} />
        </>
      )}
      {others
        .map(({ measure }) => MEASURE_LABEL[measure].toLowerCase())
        .map((word, index) => `${index === 0 && since === undefined ? '' : ', '}${word}`)}
    </span>
  );
}

function Money({ row, namesCurrency }: RowProps) {
  const { money, currency, externalId, name } = row;
  if (money === null) return null;
  const shown = namesCurrency ? { currency } : {};
  const { available, owed, billable, negativeDays } = money;
  return (
    <>
      <td className="r at-amount">
        <GoTo shop={externalId} place="statements" label={`${name}: balance ${available} ${currency}, statements`}>
          <Amount value={available} {...shown} tone={isNegative(available) ? 'owed' : 'plain'} />
        </GoTo>
      </td>
      <td className="r hide">
        {isZero(owed) ? (
          <Amount value={owed} {...shown} />
        ) : (
          <GoTo shop={externalId} place="negative-balance" label={`${name}: owes ${owed} ${currency}`}>
            <Amount value={owed} {...shown} tone="owed" />
          </GoTo>
        )}
        {billable === owed ? null : (
          <span className="sub">
            <Amount value={billable} {...shown} /> to bill
          </span>
        )}
      </td>
      <td className="r hide">{negativeDays}</td>
    </>
  );
}

function NextPayout({ row, namesCurrency }: RowProps) {
  const { money, externalId, name, currency } = row;
  if (money === null) return null;
  const { payout, available } = money;
  const isDue = payout !== null && payout.reason === 'scheduled' && !isZero(available);
  return (
    <td className="hide nw">
      <GoTo shop={externalId} place="payouts" label={`${name}: payouts`}>
        {payout === null ? (
          'no statement yet'
        ) : isDue ? (
          <Day value={payout.on} year={row.today.slice(0, 4)} />
        ) : payout.reason === 'scheduled' || (payout.reason === 'below-minimum' && isZero(available)) ? (
          'nothing to pay out'
        ) : (
          OBSTACLE_WORD[payout.reason]
        )}
      </GoTo>
      {isDue ? (
        <span className="sub">
          <Amount value={available} {...(namesCurrency ? { currency } : {})} />
        </span>
      ) : null}
    </td>
  );
}

function Checks({ row }: { readonly row: PortfolioRowDto }) {
  const { done, of, attention } = row.checks;
  return (
    <td className="hide nw">
      <Door href={checklistHref(row.externalId)}>
        {done === of ? 'done' : `${done} of ${of}`}
        <span className="sr"> checked: checklist of {row.name}</span>
      </Door>
      {attention === 0 ? null : <span className="sub">{attention} to see to</span>}
    </td>
  );
}

function Row(props: RowProps) {
  const { row } = props;
  const { externalId, name, level, tier, activity, idleDays, alerts, checks } = row;
  return (
    <tr>
      <Pick row={row} />
      <td className="at-name">
        <GoTo shop={externalId} place="overview">
          <b className="b">{name}</b>
        </GoTo>
        <span className="sub">{nextStep(row).text}</span>
        <span className="sub only-phone">
          <Door href={checklistHref(externalId)}>{`Checked ${checks.done} of ${checks.of}`}</Door>, level {level},{' '}
          {TIER_LABEL[tier].toLowerCase()}
        </span>
      </td>
      <td className="at-state">
        <StatusChip look={STANDING_LOOK[row.standing]} />
        <Measures row={row} />
      </td>
      <Money {...props} />
      <td className="hide nw">
        <GoTo shop={externalId} place="reserves" label={`${name}: reserve level ${level}`}>
          Level {level}
        </GoTo>
        <span className="sub">{TIER_LABEL[tier]}</span>
      </td>
      <NextPayout {...props} />
      <td className="hide nw">
        {idleText(idleDays)}
        {activity === 'active' ? null : <span className="sub">{ACTIVITY_WORDS[activity].toLowerCase()}</span>}
      </td>
      <td className="r hide">
        <GoTo shop={externalId} place="alerts" label={`${name}: ${counted(alerts, 'alert')}`}>
          {alerts}
        </GoTo>
      </td>
      <Checks row={row} />
    </tr>
  );
}

function columnsOf(seesMoney: boolean, currency: string | null): readonly ColumnHead[] {
  const money: readonly ColumnHead[] = [
    { key: 'balance', label: currency === null ? 'Balance' : `Balance, ${currency}`, align: 'right' },
    { key: 'owed', label: 'Owed', align: 'right' },
    { key: 'days', label: 'Days below', align: 'right' },
  ];
  return [
    { key: 'pick', label: 'Selection', isHidden: true },
    { key: 'shop', label: 'Shop' },
    { key: 'state', label: 'State' },
    ...(seesMoney ? money : []),
    { key: 'level', label: 'Level, tier' },
    ...(seesMoney ? [{ key: 'payout', label: 'Next payout' }] : []),
    { key: 'activity', label: 'Last activity' },
    { key: 'alerts', label: 'Alerts', align: 'right' },
    { key: 'checks', label: 'Checklist' },
  ];
}

interface ShopsTableProps {
  readonly page: PortfolioPageDto;
  readonly seesMoney: boolean;
}

/** The shops, each with what is to be done about it; every figure opens its page. */
export function ShopsTable({ page, seesMoney }: ShopsTableProps) {
  const [only, ...more] = page.currencies;
  const namesCurrency = more.length > 0;
  return (
    <DataTable
      caption={namesCurrency ? 'Shops, amounts in their own currency' : `Shops, amounts in ${only}`}
      columns={columnsOf(seesMoney, namesCurrency ? null : (only ?? null))}
      layout="stack l-portfolio"
    >
      {page.rows.map((row) => (
        <Row key={row.externalId} row={row} namesCurrency={namesCurrency} />
      ))}
    </DataTable>
  );
}
