import {
  PORTFOLIO_SORTS,
  PORTFOLIO_VIEWS,
  type PortfolioPageDto,
  type PortfolioSearch,
  type SavedViewDto,
  SORTS_OF_MONEY,
  TIERS,
} from '@/contracts/portfolio';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import { SHOP_STANDINGS } from '@/domain/portfolio/shop-standing';
import { ChoiceField, FilterBar, FilterMenu, OTHER_WAY_ROUND, ReverseField } from '@/ui/filters';
import { forgetView, keepThisView } from './actions';
import { keptFilters, queryOf, SHOPS_PATH, shopsHref } from './search';
import { ViewsMenu } from './views-menu';
import { SORT_WORD, STANDING_LOOK, VIEW_WORD } from './words';

interface ShopsFilterBarProps {
  readonly asked: PortfolioSearch;
  readonly page: PortfolioPageDto;
  readonly seesMoney: boolean;
  /** Null where there is no organisation to keep them for. */
  readonly views: readonly SavedViewDto[] | null;
}

function segmentsOf({ asked, page, seesMoney }: ShopsFilterBarProps) {
  const views = (['all', ...PORTFOLIO_VIEWS] as const).filter((view) => seesMoney || view !== 'owing');
  return views.map((segment) => {
    const view = segment === 'all' ? undefined : segment;
    return {
      key: segment,
      label: segment === 'all' ? 'All' : VIEW_WORD[segment],
      count: page.counts[segment],
      href: shopsHref(asked, { view }),
      isCurrent: asked.view === view,
    };
  });
}

const FILTERS = ['state', 'level', 'tier', 'currency', 'checks'] as const;

function Menus({ asked, page, seesMoney }: ShopsFilterBarProps) {
  const sorts = PORTFOLIO_SORTS.filter((sort) => sort !== 'worst' && (seesMoney || !SORTS_OF_MONEY.has(sort)));
  return (
    <>
      <FilterMenu label="Filter" action={SHOPS_PATH} keep={keptFilters(asked, FILTERS)}>
        <ChoiceField
          name="state"
          label="State"
          any="Any"
          value={asked.state}
          options={SHOP_STANDINGS.map((standing) => [standing, STANDING_LOOK[standing].word])}
        />
        <ChoiceField
          name="level"
          label="Reserve level"
          any="Any"
          value={asked.level}
          options={['0', '1', '2', '3'].map((level) => [level, `Level ${level}`])}
        />
        <ChoiceField
          name="tier"
          label="Settlement tier"
          any="Any"
          value={asked.tier}
          options={TIERS.map((tier) => [tier, TIER_LABEL[tier]])}
        />
        {page.currencies.length < 2 ? null : (
          <ChoiceField
            name="currency"
            label="Currency"
            any="All"
            value={asked.currency}
            options={page.currencies.map((currency) => [currency, currency])}
          />
        )}
        <ChoiceField
          name="checks"
          label="Checklist"
          any="Any"
          value={asked.checks}
          options={[['open', 'Not done today']]}
        />
      </FilterMenu>
      <FilterMenu
        label={SORT_WORD[asked.sort ?? 'worst']}
        action={SHOPS_PATH}
        keep={keptFilters(asked, ['sort', 'dir'])}
      >
        <ChoiceField
          name="sort"
          label="Begin with"
          any={SORT_WORD.worst}
          value={asked.sort}
          options={sorts.map((sort) => [sort, SORT_WORD[sort]])}
        />
        <ReverseField isOn={asked.dir === 'reverse'} />
      </FilterMenu>
    </>
  );
}

function chipsOf(asked: PortfolioSearch) {
  const { q, state, level, tier, currency, checks } = asked;
  const chips: [keyof PortfolioSearch, string][] = [];
  if (q !== undefined) chips.push(['q', `“${q}”`]);
  if (state !== undefined) chips.push(['state', STANDING_LOOK[state].word]);
  if (level !== undefined) chips.push(['level', `Level ${level}`]);
  if (tier !== undefined) chips.push(['tier', TIER_LABEL[tier]]);
  if (currency !== undefined) chips.push(['currency', currency]);
  if (checks !== undefined) chips.push(['checks', 'Checklist not done today']);
  if (asked.dir !== undefined) chips.push(['dir', OTHER_WAY_ROUND]);
  return chips.map(([key, label]) => ({ key, label, href: shopsHref(asked, { [key]: undefined }) }));
}

/** Filters, order and saved views; all of it stands in the address. */
export function ShopsFilterBar(props: ShopsFilterBarProps) {
  const { asked, views } = props;
  return (
    <FilterBar
      key={shopsHref(asked)}
      label="Shops"
      segments={{ label: 'Shops', of: segmentsOf(props) }}
      search={{
        action: SHOPS_PATH,
        value: asked.q ?? '',
        placeholder: 'Shop name or code',
        keep: keptFilters(asked, ['q']),
      }}
      chips={chipsOf(asked)}
    >
      <Menus {...props} />
      {views === null ? null : (
        <ViewsMenu path={SHOPS_PATH} query={queryOf(asked)} views={views} keep={keepThisView} forget={forgetView} />
      )}
    </FilterBar>
  );
}
