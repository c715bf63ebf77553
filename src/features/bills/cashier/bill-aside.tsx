import type { BillDetailDto } from '@/contracts/bills';
import type { BillPreviewDto } from '@/contracts/cashier';
import type { ShopContext } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { amountText } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { Day } from '@/ui/day';
import { KeyValues, type Pair, SumTable } from '@/ui/lists';
import { Section } from '@/ui/section';
import { StatusChip } from '@/ui/status-chip';
import { lookOf, methodTerm, methodText, REQUEST_TEXT } from '../labels';
import { billHref, statementHref } from '../search';
import { momentText } from '../words';

interface BillAsideProps {
  readonly bill: BillDetailDto;
  readonly preview: BillPreviewDto;
  readonly shop: ShopContext;
}

function pairsOf({ bill, preview, shop }: BillAsideProps): readonly Pair[] {
  const year = shop.today.slice(0, 4);
  const statements = preview.effects.map(({ statement, owedBefore }) => (
    <span key={statement.no} className="block">
      <Door href={statementHref(statement.no)}>
        <Day value={statement.day} year={year} />
      </Door>
      , open {amountText(`-${owedBefore}`)}
    </span>
  ));
  return [
    { term: 'For', value: REQUEST_TEXT[bill.request] },
    ...(bill.clearedAt !== null || statements.length === 0
      ? []
      : [{ term: statements.length === 1 ? 'Statement' : 'Statements', value: statements }]),
    {
      term: 'Bill',
      value: (
        <Door href={billHref(bill.id)}>
          <span className="id break-all">{bill.id}</span>
        </Door>
      ),
    },
    ...(bill.method === null ? [] : [{ term: methodTerm(bill), value: methodText(bill) }]),
    ...(bill.status === 'unpaid' ? [{ term: 'Open until', value: momentText(bill.expiresAt, shop) }] : []),
  ];
}

/** What is paid: the bill's facts and its sum. */
export function BillAside(props: BillAsideProps) {
  const { bill, shop } = props;
  return (
    <Section title="Bill" aside={<StatusChip look={lookOf(bill)} />}>
      <KeyValues pairs={pairsOf(props)} />
      <div className="mt-3.5">
        <SumTable
          caption={`What this bill comes to, in ${shop.currency}`}
          rows={[
            { key: 'amount', label: 'Amount', amount: <Amount value={bill.amount} /> },
            { key: 'fee', label: 'Fee', amount: <Amount value="0.00" /> },
          ]}
          total={{
            label: bill.paidAt === null ? 'To pay' : 'Paid',
            amount: <Amount value={bill.paidAt === null ? bill.amount : bill.received} currency={shop.currency} />,
          }}
        />
      </div>
    </Section>
  );
}
