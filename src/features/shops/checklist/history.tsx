import type { CheckEntryDto, ChecklistSearch } from '@/contracts/checklist';
import type { ShopRef } from '@/contracts/shell';
import { wallTime } from '@/domain/calendar/instant';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { listChecks } from '@/server/queries/checklist';
import { LinkButton, TextLink } from '@/ui/button';
import { Day } from '@/ui/day';
import { dayText } from '@/ui/day-text';
import { FilterChips } from '@/ui/filters';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { checklistHref } from '../search';
import { CHECK_WORDS, FINDING_LOOK } from './words';

const COLUMNS = [
  { key: 'day', label: 'Day' },
  { key: 'row', label: 'Row' },
  { key: 'said', label: 'The books said' },
  { key: 'who', label: 'Who, and when' },
  { key: 'note', label: 'Note' },
];

interface EntryProps {
  readonly entry: CheckEntryDto;
  readonly shop: ShopRef;
  readonly zone: string;
}

function Entry({ entry, shop, zone }: EntryProps) {
  const { day, item, deed, finding, note, byName, at } = entry;
  return (
    <tr>
      <td className="nw b">
        <TextLink href={`${checklistHref(shop.externalId, { day })}#history`}>
          <Day value={day} year="" />
        </TextLink>
      </td>
      <td>
        {CHECK_WORDS[item].name}
        {deed === 'reopened' ? <span className="sub">opened again</span> : null}
      </td>
      <td>
        <StatusChip look={FINDING_LOOK[finding]} />
      </td>
      <td className="nw">
        {byName}, {wallTime(at, zone).slice(11, 16)}
      </td>
      <td className="full wrap-anywhere">{note}</td>
    </tr>
  );
}

/** Who checked what, when, and what the books said then; of every day, or of one. */
export async function CheckHistory({ shop, asked }: { readonly shop: ShopRef; readonly asked: ChecklistSearch }) {
  const { zone } = await requireShop();
  const page = await listChecks(sellerDatabase().pool, shop.id, asked);
  const chips =
    asked.day === undefined
      ? []
      : [{ key: 'day', label: dayText(asked.day, { year: '' }), href: `${checklistHref(shop.externalId)}#history` }];
  return (
    <Section title="History" id="history" say="Kept for good: what is opened again stays on record.">
      <FilterChips chips={chips} />
      {page.entries.length === 0 ? (
        <EmptyState
          icon="journal"
          title={asked.day === undefined ? 'Nothing checked yet' : 'Nothing checked on that day'}
        >
          Each row that somebody checks appears here with who it was, when, their note and what the books said then.
        </EmptyState>
      ) : (
        <>
          <DataTable caption={`Checks of ${shop.name}, newest first`} columns={COLUMNS} layout="stack">
            {page.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} shop={shop} zone={zone} />
            ))}
          </DataTable>
          {page.older === null ? null : (
            <p className="older">
              <LinkButton href={checklistHref(shop.externalId, { before: page.older, day: asked.day })}>
                Show older
              </LinkButton>
            </p>
          )}
        </>
      )}
    </Section>
  );
}

export function CheckHistorySkeleton() {
  return <Skeleton lines={6} label="Loading the history" />;
}
