import { opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import { withParams } from '@/contracts/search-params';
import type { ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { readOpsBill } from '@/server/queries/ops/bill';
import { amountText } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { dayText, utcText } from '@/ui/day-text';
import { KeyValues, type Pair } from '@/ui/lists';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { BillDetail, type BillPaths } from './bill-detail';
import { lookOf } from './labels';
import { stateNote } from './words';

/** Where statements and payouts of a bill lead for the marketplace's own people. */
function pathsOf({ externalId }: ShopContext): BillPaths {
  return {
    statement: (no) => opsStatementPath(externalId, no),
    payout: (no) => withParams(opsShopPath(externalId, 'payouts'), { open: no }),
  };
}

interface OpsBillProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly id: string;
}

/** One bill of a shop: what its seller sees of it, what the card provider calls its charges, and the transfers that came for it. */
export async function OpsBill({ shop, database, id }: OpsBillProps) {
  const found = await readOpsBill(database.pool, shop, id);
  if (found === null)
    return (
      <div className="mb-9">
        <EmptyState icon="search" title="No such bill">
          This shop has no bill of this id. It may be another shop’s: look for it under Shops.
        </EmptyState>
      </div>
    );
  const { bill, expiresAt, charges, transfers } = found;
  const pairs: readonly Pair[] = [
    { term: 'Expires', value: utcText(expiresAt) },
    ...charges.map(({ id: charge, ref }) => ({
      term: 'Charge',
      value: (
        <>
          <span className="id break-all">{charge}</span>
          <span className="sub id break-all">{ref ?? 'not known to the provider'}</span>
        </>
      ),
    })),
    ...transfers.map(({ id: line, bookedOn, amount, currency, isMatched }) => ({
      term: isMatched ? 'Transfer' : 'Suggested transfer',
      value: (
        <Door href={`/ops/matching/lines/${line}`}>
          {`${amountText(amount, { currency })} of ${dayText(bookedOn, { year: '' })}`}
        </Door>
      ),
    })),
  ];
  return (
    <div id="bill" className="mb-9">
      <SectionGrid>
        <Section
          columns={12}
          title={`Bill of ${amountText(bill.amount, { currency: shop.currency })}`}
          say={stateNote(bill, shop)}
          aside={<StatusChip look={lookOf(bill)} loud />}
        >
          <KeyValues pairs={pairs} />
        </Section>
      </SectionGrid>
      <div className="mt-9">
        <BillDetail bill={bill} shop={shop} paths={pathsOf(shop)} />
      </div>
    </div>
  );
}
