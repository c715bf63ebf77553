import './shops.css';
import type { ReactNode } from 'react';
import { opsShopPath } from '@/contracts/ops-lists';
import type { OpsShopRowDto, OpsShopsSearch } from '@/contracts/ops-shops';
import type { Actor } from '@/contracts/shell';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import { readClock } from '@/server/clock';
import { opsDatabase } from '@/server/db/ops';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { listOpsShops } from '@/server/queries/ops/shops';
import { Amount } from '@/ui/amount';
import { isNegative, isZero } from '@/ui/amount-text';
import { Door, LinkButton, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Day } from '@/ui/day';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable } from '@/ui/table';
import { OpsShopsFilterBar } from './ops-filter-bar';
import { OPS_SHOPS_PATH, opsShopsHref } from './ops-search';
import { idleText, OBSTACLE_WORD, STANDING_LOOK } from './words';

const COLUMNS: readonly ColumnHead[] = [
  { key: 'shop', label: 'Shop' },
  { key: 'state', label: 'State' },
  { key: 'available', label: 'Available', align: 'right' },
  { key: 'owed', label: 'Owed', align: 'right' },
  { key: 'reserved', label: 'In reserve', align: 'right' },
  { key: 'transit', label: 'In transit', align: 'right' },
  { key: 'level', label: 'Level, tier' },
  { key: 'payout', label: 'Next payout' },
  { key: 'activity', label: 'Last activity' },
];

function Name({ row }: { readonly row: OpsShopRowDto }) {
  const { name, externalId, seller, registeredName, marketplaceName } = row;
  return (
    <td className="at-name">
      <Door href={opsShopPath(externalId)}>
        <b className="b">{name}</b>
      </Door>
      <span className="sub">
        <span className="id">{externalId}</span>, {marketplaceName}
      </span>
      <span className="sub">
        {seller === null ? (
          'of no organisation yet'
        ) : (
          <Door href={opsShopsHref({}, { seller: seller.externalId })}>{seller.name}</Door>
        )}
        {seller?.name === registeredName ? null : `, registered as ${registeredName}`}
      </span>
    </td>
  );
}

function Money({ row }: { readonly row: OpsShopRowDto }) {
  const { money, currency, externalId } = row;
  if (money === null) return null;
  const { available, owed, negativeDays, reserved, inTransit } = money;
  return (
    <>
      <td className="r at-amount">
        <Door href={opsShopPath(externalId, 'statements')}>
          <Amount value={available} currency={currency} tone={isNegative(available) ? 'owed' : 'plain'} />
        </Door>
      </td>
      <td className="r hide">
        <Amount value={owed} tone={isZero(owed) ? 'plain' : 'owed'} />
        {negativeDays === 0 ? null : <span className="sub nw">{counted(negativeDays, 'day')}</span>}
      </td>
      <td className="r hide">
        <Door href={opsShopPath(externalId, 'holds')}>
          <Amount value={reserved} />
        </Door>
      </td>
      <td className="r hide">
        <Door href={opsShopPath(externalId, 'payouts')}>
          <Amount value={inTransit} />
        </Door>
      </td>
    </>
  );
}

function NextPayout({ row: { money, today } }: { readonly row: OpsShopRowDto }) {
  const payout = money?.payout ?? null;
  return (
    <td className="hide nw">
      {payout === null ? (
        'no statement yet'
      ) : payout.reason === 'scheduled' ? (
        <Day value={payout.on} year={today.slice(0, 4)} />
      ) : (
        { ...OBSTACLE_WORD, 'negative-balance': 'none while it owes' }[payout.reason]
      )}
    </td>
  );
}

function Row({ row }: { readonly row: OpsShopRowDto }) {
  return (
    <tr>
      <Name row={row} />
      <td className="at-state">
        <StatusChip look={STANDING_LOOK[row.standing]} />
      </td>
      <Money row={row} />
      <td className="hide nw">
        Level {row.level}
        <span className="sub">{TIER_LABEL[row.tier]}</span>
      </td>
      <NextPayout row={row} />
      <td className="hide nw">{idleText(row.idleDays)}</td>
    </tr>
  );
}

interface OpsShopsListProps {
  readonly actor: Actor;
  readonly asked: OpsShopsSearch;
  /** The menu of saved views. */
  readonly views: ReactNode;
}

/** The shops of every seller, worst first: to filter, order, keep and export. */
export async function OpsShopsList({ actor, asked, views }: OpsShopsListProps) {
  const purpose = `list of shops ${opsShopsHref(asked).slice(OPS_SHOPS_PATH.length)}`.trim();
  const now = await readClock(systemDatabase().pool, env().mode === 'demo');
  const page = await listOpsShops(opsDatabase({ person: actor.person.key, purpose }).pool, asked, now);
  return (
    <>
      <OpsShopsFilterBar asked={asked} views={views} />
      {page.rows.length === 0 ? (
        <EmptyState
          icon="search"
          title="No shop fits these filters"
          action={<LinkButton href={OPS_SHOPS_PATH}>Show all shops</LinkButton>}
        >
          A shop is found by a part of its id or name, its registered name or its seller; by a whole order id, fact id,
          bill id or payout reference; by a member’s e-mail address or the last four digits of a bank account; and by
          “shop/12” for its statement 12.
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption="Shops of every seller, amounts in their own currency"
            columns={COLUMNS}
            layout="stack l-portfolio l-ops"
          >
            {page.rows.map((row) => (
              <Row key={row.externalId} row={row} />
            ))}
          </DataTable>
          <p className="sm muted older">
            {counted(page.rows.length, 'shop')} shown.{' '}
            {asked.after === undefined ? null : <TextLink href={opsShopsHref(asked)}>Show the first</TextLink>}{' '}
            {page.next === null ? null : (
              <TextLink href={opsShopsHref(asked, { after: page.next })}>Show the next</TextLink>
            )}
          </p>
        </>
      )}
    </>
  );
}

/** As high as a dozen shops. */
export function OpsShopsListSkeleton() {
  return <Skeleton lines={14} rowHeight={52} label="Loading shops" />;
}
