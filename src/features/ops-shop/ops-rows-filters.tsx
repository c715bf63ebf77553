import { JOURNAL_FILTERS, type OpsFactsSearch, type OpsJournalSearch } from '@/contracts/ops-shop';
import { FACT_TYPES } from '@/domain/fact/fact';
import { dayText } from '@/ui/day-text';
import { ChoiceField, DayField, FilterChips, FilterMenu, SearchForm } from '@/ui/filters';
import { hrefUnder, keptUnder } from './ops-rows-search';
import { SOURCE_CHOICE } from './ops-words';

interface FiltersProps<Search> {
  /** Of the tab. */
  readonly path: string;
  readonly asked: Search;
}

type Days = Pick<OpsFactsSearch, 'from' | 'to'>;

function dayChips({ from, to }: Days) {
  const chips: ['from' | 'to', string][] = [];
  if (from !== undefined) chips.push(['from', `From ${dayText(from, { year: '' })}`]);
  if (to !== undefined) chips.push(['to', `To ${dayText(to, { year: '' })}`]);
  return chips;
}

function DaysMenu({ path, asked }: FiltersProps<OpsFactsSearch | OpsJournalSearch>) {
  return (
    <FilterMenu label="Days" action={path} keep={keptUnder(asked, ['from', 'to'])}>
      <DayField name="from" label="From" value={asked.from} />
      <DayField name="to" label="To" value={asked.to} />
    </FilterMenu>
  );
}

/** Search and filters of a shop's facts; all of it stands in the address. */
export function OpsFactsFilters({ path, asked }: FiltersProps<OpsFactsSearch>) {
  const { q, type } = asked;
  const chips: [keyof OpsFactsSearch, string][] = [];
  if (q !== undefined) chips.push(['q', `“${q}”`]);
  if (type !== undefined) chips.push(['type', type]);
  chips.push(...dayChips(asked));
  return (
    <search aria-label="Facts" key={hrefUnder(path, asked)}>
      <div className="filters">
        <SearchForm
          action={path}
          name="q"
          value={q ?? ''}
          placeholder="Whole id of an order or fact"
          keep={keptUnder(asked, ['q'])}
        />
        <FilterMenu label="Type" action={path} keep={keptUnder(asked, ['type'])}>
          <ChoiceField name="type" label="Type of fact" value={type} options={FACT_TYPES.map((one) => [one, one])} />
        </FilterMenu>
        <DaysMenu path={path} asked={asked} />
      </div>
      <FilterChips
        chips={chips.map(([key, label]) => ({ key, label, href: hrefUnder(path, asked, { [key]: undefined }) }))}
      />
    </search>
  );
}

/** Search and filters of a shop's journals; all of it stands in the address. */
export function OpsJournalFilters({ path, asked }: FiltersProps<OpsJournalSearch>) {
  const { no, source } = asked;
  const chips: [keyof OpsJournalSearch, string][] = [];
  if (no !== undefined) chips.push(['no', `Number ${no}`]);
  if (source !== undefined) chips.push(['source', SOURCE_CHOICE[source]]);
  chips.push(...dayChips(asked));
  return (
    <search aria-label="Journals" key={hrefUnder(path, asked)}>
      <div className="filters">
        <SearchForm
          action={path}
          name="no"
          value={String(no ?? '')}
          placeholder="Number of statement or payout"
          keep={keptUnder(asked, ['no'])}
        />
        <FilterMenu label="Booked for" action={path} keep={keptUnder(asked, ['source'])}>
          <ChoiceField
            name="source"
            label="Booked for"
            value={source}
            options={JOURNAL_FILTERS.map((one) => [one, SOURCE_CHOICE[one]])}
          />
        </FilterMenu>
        <DaysMenu path={path} asked={asked} />
      </div>
      <FilterChips
        chips={chips.map(([key, label]) => ({ key, label, href: hrefUnder(path, asked, { [key]: undefined }) }))}
      />
    </search>
  );
}
