import type { ReactNode } from 'react';
import { OPS_MARKETPLACES, OPS_SHOP_SORTS, OPS_SHOP_STATES, type OpsShopsSearch } from '@/contracts/ops-shops';
import { TIERS } from '@/contracts/portfolio';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import { marketplaceName } from '@/domain/policy/books/index';
import { amountText } from '@/ui/amount-text';
import { AmountField, ChoiceField, FilterBar, FilterMenu, OTHER_WAY_ROUND, ReverseField } from '@/ui/filters';
import { keptOpsFilters, OPS_SHOP_SORT_WORD, OPS_SHOPS_PATH, OPS_STATE_WORD, opsShopsHref } from './ops-search';

interface OpsFilterBarProps {
  readonly asked: OpsShopsSearch;
  /** The menu of saved views. */
  readonly views: ReactNode;
}

const FILTERS = ['marketplace', 'level', 'tier', 'owed'] as const;

function Menus({ asked }: Pick<OpsFilterBarProps, 'asked'>) {
  return (
    <>
      <FilterMenu label="Filter" action={OPS_SHOPS_PATH} keep={keptOpsFilters(asked, FILTERS)}>
        <ChoiceField
          name="marketplace"
          label="Marketplace"
          value={asked.marketplace}
          options={OPS_MARKETPLACES.map((key) => [key, marketplaceName(key)])}
        />
        <ChoiceField
          name="level"
          label="Reserve level"
          value={asked.level}
          options={['0', '1', '2', '3'].map((level) => [level, `Level ${level}`])}
        />
        <ChoiceField
          name="tier"
          label="Settlement tier"
          value={asked.tier}
          options={TIERS.map((tier) => [tier, TIER_LABEL[tier]])}
        />
        <AmountField name="owed" label="Owed at least" value={asked.owed} />
      </FilterMenu>
      <FilterMenu
        label={OPS_SHOP_SORT_WORD[asked.sort ?? 'worst']}
        action={OPS_SHOPS_PATH}
        keep={keptOpsFilters(asked, ['sort', 'dir'])}
      >
        <ChoiceField
          name="sort"
          label="Begin with"
          any={OPS_SHOP_SORT_WORD.worst}
          value={asked.sort}
          options={OPS_SHOP_SORTS.filter((sort) => sort !== 'worst').map((sort) => [sort, OPS_SHOP_SORT_WORD[sort]])}
        />
        <ReverseField isOn={asked.dir === 'reverse'} />
      </FilterMenu>
    </>
  );
}

function chipsOf(asked: OpsShopsSearch) {
  const { q, marketplace, level, tier, seller, owed, dir } = asked;
  const chips: [keyof OpsShopsSearch, string][] = [];
  if (q !== undefined) chips.push(['q', `“${q}”`]);
  if (marketplace !== undefined) chips.push(['marketplace', marketplaceName(marketplace)]);
  if (level !== undefined) chips.push(['level', `Level ${level}`]);
  if (tier !== undefined) chips.push(['tier', TIER_LABEL[tier]]);
  if (seller !== undefined) chips.push(['seller', `Seller ${seller}`]);
  if (owed !== undefined) chips.push(['owed', `Owes at least ${amountText(owed)}`]);
  if (dir !== undefined) chips.push(['dir', OTHER_WAY_ROUND]);
  return chips.map(([key, label]) => ({ key, label, href: opsShopsHref(asked, { [key]: undefined }) }));
}

/** Filters, order and saved views of the shops of every seller; all of it stands in the address. */
export function OpsShopsFilterBar({ asked, views }: OpsFilterBarProps) {
  const states = [undefined, ...OPS_SHOP_STATES].map((state) => ({
    key: state ?? 'all',
    label: state === undefined ? 'All' : OPS_STATE_WORD[state],
    href: opsShopsHref(asked, { state }),
    isCurrent: asked.state === state,
  }));
  return (
    <FilterBar
      key={opsShopsHref(asked)}
      label="Shops"
      segments={{ label: 'State', of: states }}
      search={{
        action: OPS_SHOPS_PATH,
        value: asked.q ?? '',
        placeholder: 'Shop, seller, order, bill or payout',
        keep: keptOpsFilters(asked, ['q']),
      }}
      chips={chipsOf(asked)}
    >
      <Menus asked={asked} />
      {views}
    </FilterBar>
  );
}
