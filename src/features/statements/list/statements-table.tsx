import type { StatementRowDto, StatementsPageDto } from '@/contracts/statements';
import { Amount } from '@/ui/amount';
import { amountText, isNegative } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Day } from '@/ui/day';
import { dayText } from '@/ui/day-text';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable } from '@/ui/table';
import { EVENT_NOUN, KIND_LABEL, lookOf, REASON_LABEL } from '../labels';
import { statementHref } from '../search';
import { SettledBy } from './settled-by';

function Hint({ row }: { readonly row: StatementRowDto }) {
  const parts = row.orderCount > 0 ? [counted(row.orderCount, 'order')] : [];
  parts.push(counted(row.lineCount, 'line'));
  return (
    <span className="faint xs">
      {parts.join(', ')}
      {row.about === null || row.about.event === 'settlement' ? null : (
        <>
          , {EVENT_NOUN[row.about.event]} <span className="nw">{row.about.order}</span>
        </>
      )}
    </span>
  );
}

/** Only what can be paid has a checkbox. */
export function isOwed({ reason, open }: StatementRowDto): boolean {
  return reason === 'negative-balance' && isNegative(open);
}

interface RowProps {
  readonly row: StatementRowDto;
  readonly page: StatementsPageDto;
  readonly year: string;
}

function Row({ row, page, year }: RowProps) {
  return (
    <tr>
      {isOwed(row) ? (
        <td className="pick">
          <input
            className="check"
            type="checkbox"
            name="no"
            value={row.no}
            data-owed={row.open.slice(1)}
            aria-label={`Select statement ${dayText(row.day, { year })}, ${amountText(row.open)}`}
          />
        </td>
      ) : (
        <td className="pick w-0 p-0" />
      )}
      <td className="nw b">
        <Door href={statementHref(row.no)}>
          <Day value={row.day} year={year} />
        </Door>
      </td>
      <td className="hide0">
        {KIND_LABEL[row.kind]} <Hint row={row} />
      </td>
      <td>
        <StatusChip
          look={lookOf(row.status, row.reason)}
          {...(row.reason === null ? {} : { reason: REASON_LABEL[row.reason] })}
        />
      </td>
      <td className="r hide">
        <Amount value={row.settlement} />
      </td>
      <td className="r hide">
        <Amount value={row.reserveNet} />
      </td>
      <td className="r">
        <Amount value={row.payable} />
      </td>
      <td className="r hide">
        <Amount value={row.open} tone={isNegative(row.open) ? 'owed' : 'plain'} />
      </td>
      <td className="hide">
        <SettledBy row={row} pending={page.pending} year={year} />
      </td>
    </tr>
  );
}

/** Where the filters leave pending statements alone: what is open in all of them, also those on older pages. */
function OpenTotal({ page }: { readonly page: StatementsPageDto }) {
  const { openTotal, owed } = page;
  if (openTotal === null || openTotal.count === 0) return null;
  const isAllOwed = isNegative(openTotal.open) && openTotal.open.slice(1) === owed;
  return (
    <tr>
      <td className="pick w-0 p-0" />
      <td colSpan={6}>
        Open in {counted(openTotal.count, 'statement')}
        {isAllOwed ? <span className="faint xs font-normal"> equals your negative balance</span> : null}
      </td>
      <td className="r">
        <Amount value={openTotal.open} tone={isNegative(openTotal.open) ? 'owed' : 'plain'} />
      </td>
      <td className="hide" />
    </tr>
  );
}

interface StatementsTableProps {
  readonly page: StatementsPageDto;
  readonly currency: string;
  readonly year: string;
}

const COLUMNS = (currency: string): readonly ColumnHead[] => [
  { key: 'pick', label: 'Selection', isHidden: true },
  { key: 'closed', label: 'Closed' },
  { key: 'statement', label: 'Statement' },
  { key: 'status', label: 'Status' },
  { key: 'settlement', label: 'Settlement', align: 'right' },
  { key: 'reserve', label: 'Reserve', align: 'right' },
  { key: 'payable', label: `Payable, ${currency}`, align: 'right' },
  { key: 'open', label: 'Open', align: 'right' },
  { key: 'settled-by', label: 'Settled by' },
];

interface StatementsTableProps {
  readonly page: StatementsPageDto;
  readonly currency: string;
  readonly year: string;
}

/** Statements, newest first; on a phone a list of two lines each. */
export function StatementsTable({ page, currency, year }: StatementsTableProps) {
  return (
    <DataTable
      caption={`Statements, newest first, amounts in ${currency}`}
      columns={COLUMNS(currency)}
      layout="stack l-statements"
      foot={<OpenTotal page={page} />}
    >
      {page.rows.map((row) => (
        <Row key={row.no} row={row} page={page} year={year} />
      ))}
    </DataTable>
  );
}
