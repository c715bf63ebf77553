import type { ReactNode } from 'react';
import { opsShopPath } from '@/contracts/ops-lists';
import { OPS_SHOP_TABS, type OpsShopDto, type OpsShopTab } from '@/contracts/ops-shop';
import { marketplaceName } from '@/domain/policy/books/index';
import { Door } from '@/ui/button';
import { Segmented } from '@/ui/filters';
import { PageHead } from '@/ui/page-head';

const TAB_WORD = {
  summary: 'Summary',
  statements: 'Statements',
  payouts: 'Payouts',
  bills: 'Bills',
  'on-hold': 'On hold',
  holds: 'Reserve',
  account: 'Account',
  facts: 'Facts',
  journal: 'Journal',
  happenings: 'Happenings',
  jobs: 'Jobs',
  notes: 'Notes',
} as const satisfies Record<OpsShopTab, string>;

interface OpsShopHeadProps {
  readonly shop: OpsShopDto;
  readonly tab: OpsShopTab;
  readonly asOf: string;
  readonly actions?: ReactNode;
}

/** Whose shop it is, and its tabs; each is an address. */
export function OpsShopHead({ shop, tab, asOf, actions }: OpsShopHeadProps) {
  const { externalId, name, seller, registeredName, marketplace } = shop;
  return (
    <>
      <PageHead title={name} crumb={{ href: '/ops/shops', label: 'Shops', here: name }} asOf={asOf} actions={actions}>
        <p className="muted sm">
          <span className="id">{externalId}</span>, {marketplaceName(marketplace)}.{' '}
          {seller === null ? (
            'Of no organisation yet'
          ) : (
            <>
              Of <Door href={`/ops/shops?seller=${encodeURIComponent(seller.externalId)}`}>{seller.name}</Door>
            </>
          )}
          , registered as {registeredName}. This look is on record. Where it says “you”, the seller is spoken to, as on
          their own pages.
        </p>
      </PageHead>
      <div className="filters">
        <Segmented
          label={name}
          segments={OPS_SHOP_TABS.map((one) => ({
            key: one,
            label: TAB_WORD[one],
            href: opsShopPath(externalId, one === 'summary' ? undefined : one),
            isCurrent: one === tab,
          }))}
        />
      </div>
    </>
  );
}
