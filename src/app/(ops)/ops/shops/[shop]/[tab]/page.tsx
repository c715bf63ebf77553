import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { opsBillsSearchSchema } from '@/contracts/bills';
import { shopJobsSearchSchema } from '@/contracts/jobs';
import { onHoldSearchSchema } from '@/contracts/on-hold';
import { opsPayoutsSearchSchema } from '@/contracts/ops-payouts';
import {
  noteIdParam,
  OPS_SHOP_TABS,
  type OpsShopTab,
  opsFactsSearchSchema,
  opsJournalSearchSchema,
  opsRowsSearchSchema,
} from '@/contracts/ops-shop';
import { opsStatementsSearchSchema } from '@/contracts/ops-statements';
import { reservesSearchSchema } from '@/contracts/reserves';
import { firstOfEach, type GivenParams, leftOutParams, withParams } from '@/contracts/search-params';
import { OpsAccounts } from '@/features/bank-accounts/ops-accounts';
import { OpsShopBills } from '@/features/bills/ops-shop-bills';
import { OpsPeople } from '@/features/members/ops-people';
import { OpsOnHold } from '@/features/on-hold/ops-on-hold';
import { OpsShopJobs } from '@/features/ops-runs/ops-shop-jobs';
import { OpsFacts } from '@/features/ops-shop/ops-facts';
import { OpsHappenings } from '@/features/ops-shop/ops-happenings';
import { OpsShopHead } from '@/features/ops-shop/ops-head';
import { OpsJournal } from '@/features/ops-shop/ops-journal';
import { OpsNotes } from '@/features/ops-shop/ops-notes';
import { OpsShopPayouts } from '@/features/payouts/ops-payouts';
import { OpsSchedule } from '@/features/payouts/schedule/ops-schedule';
import { OpsHolds } from '@/features/reserves/ops-holds';
import { OpsShopStatements } from '@/features/statements/ops-shop-statements';
import { asOfText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { LeftOut } from '@/ui/left-out';
import { SectionGrid } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { Streamed } from '@/ui/streamed';
import { type OpenShop, openShop } from '../open-shop';

export const metadata: Metadata = { title: 'Shop' };

interface Props {
  readonly params: Promise<{ readonly shop: string; readonly tab: string }>;
  readonly searchParams: Promise<GivenParams>;
}

type Tab = Exclude<OpsShopTab, 'summary'>;
type Given = Readonly<Record<string, string | undefined>>;

/** Other pages name a payout by its number alone: "?open=12". */
function opening({ open, ...rest }: Given, { shop }: OpenShop): Given {
  return { ...rest, open: open !== undefined && /^\d+$/.test(open) ? `${shop.externalId}/${open}` : open };
}

const SHOWN = {
  statements: (opened, given) => <OpsShopStatements {...opened} asked={opsStatementsSearchSchema.parse(given)} />,
  payouts: (opened, given) => (
    <OpsShopPayouts {...opened} asked={opsPayoutsSearchSchema.parse(opening(given, opened))} />
  ),
  bills: (opened, given) => <OpsShopBills {...opened} asked={opsBillsSearchSchema.parse(given)} />,
  'on-hold': (opened, given) => <OpsOnHold {...opened} asked={onHoldSearchSchema.parse(given)} />,
  holds: (opened, given) => <OpsHolds {...opened} asked={reservesSearchSchema.parse(given)} />,
  account: (opened) => (
    <>
      <OpsAccounts {...opened} />
      <div className="mt-9">
        <SectionGrid>
          <OpsPeople {...opened} />
          <OpsSchedule {...opened} />
        </SectionGrid>
      </div>
    </>
  ),
  facts: (opened, given) => (
    <>
      <LeftOut params={leftOutParams(opsFactsSearchSchema, given)} />
      <OpsFacts {...opened} asked={opsFactsSearchSchema.parse(given)} />
    </>
  ),
  journal: (opened, given) => (
    <>
      <LeftOut params={leftOutParams(opsJournalSearchSchema, given)} />
      <OpsJournal {...opened} asked={opsJournalSearchSchema.parse(given)} />
    </>
  ),
  happenings: (opened, given) => <OpsHappenings {...opened} asked={opsRowsSearchSchema.parse(given)} />,
  jobs: (opened, given) => <OpsShopJobs {...opened} after={shopJobsSearchSchema.parse(given).after} />,
  notes: ({ actor, shop, database }, given) => (
    <OpsNotes actor={actor} shop={shop} connection={database.pool} before={noteIdParam.parse(given.before)} />
  ),
} as const satisfies Record<Tab, (opened: OpenShop, given: Given) => React.ReactNode>;

const tabSchema = z.enum(OPS_SHOP_TABS).exclude(['summary']);

export default async function OpsShopTabPage({ params, searchParams }: Props) {
  const named = tabSchema.safeParse((await params).tab);
  if (!named.success) notFound();
  const tab = named.data;
  const given = firstOfEach(await searchParams);
  const opened = await openShop(params, tab);
  return (
    <>
      <OpsShopHead shop={opened.of} tab={tab} asOf={asOfText(opened.shop)} />
      <ErrorIsland what="This part of the shop">
        <Streamed key={withParams(tab, given)} fallback={<Skeleton lines={14} label="Loading" />}>
          {SHOWN[tab](opened, given)}
        </Streamed>
      </ErrorIsland>
    </>
  );
}
