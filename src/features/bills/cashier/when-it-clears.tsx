import type { BillDetailDto } from '@/contracts/bills';
import type { BillPreviewDto } from '@/contracts/cashier';
import type { ShopContext } from '@/contracts/shell';
import { Amount } from '@/ui/amount';
import { isZero } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { Day } from '@/ui/day';
import { Section } from '@/ui/section';
import { StatusChip, type StatusLook } from '@/ui/status-chip';
import { ColumnHeads } from '@/ui/table';
import { statementHref } from '../search';

/** States of a statement: owed, waiting for the next payout, done. */
const PENDING = { word: 'Pending', icon: 'below', tone: 'owed' } as const satisfies StatusLook;
const WAITS = { word: 'Pending', icon: 'clock', tone: 'held' } as const satisfies StatusLook;
const PAID = { word: 'Paid', icon: 'done', tone: 'done' } as const satisfies StatusLook;

interface WhenItClearsProps {
  readonly bill: BillDetailDto;
  readonly preview: BillPreviewDto;
  readonly shop: ShopContext;
}

/** What clearing does to each statement, by the netting that clearing runs: the same rows before paying and after. */
export function WhenItClears({ bill, preview, shop }: WhenItClearsProps) {
  const year = shop.today.slice(0, 4);
  const amount = bill.paidAt === null ? bill.amount : bill.received;
  return (
    <Section title="When it clears">
      <table className="tbl stack plain l-clears">
        <caption className="sr">What the payment does to your statements, in {shop.currency}</caption>
        <ColumnHeads
          columns={[
            { key: 'statement', label: 'Statement' },
            { key: 'now', label: 'Now' },
            { key: 'then', label: 'Then' },
            { key: 'open', label: `Open, ${shop.currency}`, align: 'right' },
          ]}
        />
        <tbody>
          {preview.effects.map(({ statement, owedBefore, owedAfter }) => (
            <tr key={statement.no}>
              <td className="b nw">
                <Door href={statementHref(statement.no)}>
                  <Day value={statement.day} year={year} style="short" />
                </Door>
              </td>
              <td>
                <StatusChip look={PENDING} />
              </td>
              <td>
                <StatusChip look={isZero(owedAfter) ? PAID : PENDING} />{' '}
                {isZero(owedAfter) ? <span className="faint xs">no payout</span> : null}
              </td>
              <td className="r nw">
                <Amount value={`-${owedBefore}`} /> to{' '}
                <Amount value={isZero(owedAfter) ? owedAfter : `-${owedAfter}`} />
              </td>
            </tr>
          ))}
          <tr>
            <td className="b nw">
              <Day value={shop.today} year={year} style="short" /> <span className="faint xs">new</span>
            </td>
            <td className="faint nw">not there yet</td>
            <td>
              <StatusChip look={isZero(preview.excess) ? PAID : WAITS} />{' '}
              <span className="faint xs">Bill payment (negative balance)</span>
            </td>
            <td className="r nw">
              <Amount value={amount} sign="always" /> to <Amount value={preview.excess} sign="always" />
            </td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}
