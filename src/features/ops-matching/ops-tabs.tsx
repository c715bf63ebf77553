import { MATCHING_TABS, type MatchingTab } from '@/contracts/matching';
import { Segmented } from '@/ui/filters';
import './ops-matching.css';
import { MATCHING_PATH, TAB_LABEL } from './ops-words';

/** The three things that ops match; the address carries the choice. */
export function MatchingTabs({ tab }: { readonly tab: MatchingTab }) {
  return (
    <Segmented
      label="What to match"
      segments={MATCHING_TABS.map((key) => ({
        key,
        label: TAB_LABEL[key],
        href: `${MATCHING_PATH}?tab=${key}`,
        isCurrent: key === tab,
      }))}
    />
  );
}

/** What waits, and what is done with; neither while somebody searches through both. */
export function ViewSwitch({
  tab,
  view,
  waiting,
  done,
}: {
  readonly tab: MatchingTab;
  readonly view: 'waiting' | 'done' | null;
  readonly waiting: string;
  readonly done: string;
}) {
  return (
    <Segmented
      label="Which ones"
      segments={[
        { key: 'waiting', label: waiting, href: `${MATCHING_PATH}?tab=${tab}`, isCurrent: view === 'waiting' },
        { key: 'done', label: done, href: `${MATCHING_PATH}?tab=${tab}&view=done`, isCurrent: view === 'done' },
      ]}
    />
  );
}
