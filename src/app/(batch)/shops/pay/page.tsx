import type { Metadata } from 'next';
import { may } from '@/contracts/permissions';
import type { GivenParams } from '@/contracts/search-params';
import { BeforePaying } from '@/features/bills/batch/before';
import { NoTill } from '@/features/bills/cashier/no-till';
import { requireActor, requireShop } from '@/server/auth/actor';
import { machineTime } from '@/server/clock';
import { sellerDatabase } from '@/server/db/seller';
import { siteCardGateway } from '@/server/gateways/site-gateway';
import { payableGroups } from '@/server/queries/bill-batch';
import { listSavedCards } from '@/server/queries/cards';
import { readPortfolio } from '@/server/queries/portfolio';
import { amountText, isZero } from '@/ui/amount-text';

export const metadata: Metadata = { title: 'Pay for several shops' };

interface Props {
  readonly searchParams: Promise<GivenParams>;
}

export default async function PayShopsPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!may(actor.role, 'pay-bills')) return <NoTill />;
  const { now } = await requireShop();
  const named = new Set([(await searchParams).shop ?? []].flat());
  // None is named: all that owe.
  const shops = named.size === 0 ? actor.shops : actor.shops.filter(({ externalId }) => named.has(externalId));
  const database = sellerDatabase();
  const rows = await readPortfolio(database.pool, shops, { now, seesMoney: true });
  const cards =
    actor.seller === null
      ? { isAvailable: true, cards: [] }
      : await listSavedCards(database, siteCardGateway(), { sellerId: actor.seller.id, now: machineTime() });
  const leftOut = rows.flatMap(({ externalId, name, currency, money }) =>
    named.size === 0 || money === null || !isZero(money.billable)
      ? []
      : [
          {
            shop: externalId,
            shopName: name,
            why: isZero(money.owed)
              ? 'it owes nothing.'
              : `bills under way ask for all of the ${amountText(money.owed, { currency })} that it owes.`,
          },
        ],
  );
  return <BeforePaying groups={payableGroups(rows)} leftOut={leftOut} cards={cards} />;
}
