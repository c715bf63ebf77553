import type { OpsWait, WaitDto } from '@/contracts/ops-waiting';
import type { Actor } from '@/contracts/shell';
import { readClock } from '@/server/clock';
import { opsDatabase } from '@/server/db/ops';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { readWaiting } from '@/server/queries/ops/waiting';
import { Door } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText, dayTimeText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip, type StatusLook } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';

interface Words {
  /** One of them, such as "open decision". */
  readonly noun: string;
  readonly what: string;
  readonly href: string;
  readonly look: StatusLook;
}

const BROKEN = { word: 'Find out', icon: 'stop', tone: 'owed' } as const satisfies StatusLook;
const TO_DO = { word: 'To do', icon: 'clock', tone: 'held' } as const satisfies StatusLook;

const WORDS = {
  'broken-rules': {
    noun: 'broken rule',
    what: 'The books break a rule of their own: nothing is paid on them until somebody knows why.',
    href: '/ops/invariants',
    look: BROKEN,
  },
  'failed-closes': {
    noun: 'failed close',
    what: 'Shops whose day could not be closed: their sellers see no new statement.',
    href: '/ops/runs',
    look: BROKEN,
  },
  'failed-jobs': {
    noun: 'failed job',
    what: 'Work that is not tried again by itself.',
    href: '/ops/runs?tab=jobs',
    look: BROKEN,
  },
  pauses: {
    noun: 'pause',
    what: 'Closes or jobs that somebody paused: nothing of them is done until they go on.',
    href: '/ops/runs',
    look: TO_DO,
  },
  'failed-comparisons': {
    noun: 'failed comparison',
    what: 'The card provider or the bank could not be compared on a day: nothing is known of it.',
    href: '/ops/reconciliation',
    look: BROKEN,
  },
  differences: {
    noun: 'difference',
    what: 'The provider or the bank says something else than the books.',
    href: '/ops/reconciliation',
    look: BROKEN,
  },
  'failed-payouts': {
    noun: 'shop with a failed payout',
    what: 'Refused or sent back, and the account is neither confirmed nor changed since.',
    href: '/ops/shops?state=payout-failed',
    look: TO_DO,
  },
  decisions: {
    noun: 'open decision',
    what: 'Proposed by one person, to be confirmed or refused by another.',
    href: '/ops/decisions',
    look: TO_DO,
  },
  versions: {
    noun: 'policy version',
    what: 'Scheduled by one person, to be confirmed by another before it takes effect.',
    href: '/ops/policies',
    look: TO_DO,
  },
  appeals: {
    noun: 'open appeal',
    what: 'A seller asks for measures to be lifted.',
    href: '/ops/appeals',
    look: TO_DO,
  },
  transfers: {
    noun: 'bank transfer',
    what: 'Money that arrived and that no bill has, or that may be of one.',
    href: '/ops/matching?tab=transfers',
    look: TO_DO,
  },
  facts: {
    noun: 'fact',
    what: 'Recorded, and something about it does not fit.',
    href: '/ops/matching?tab=facts',
    look: TO_DO,
  },
} as const satisfies Record<OpsWait, Words>;

const DAY_MS = 86_400_000;

/** How long the oldest has waited. @param now the clock's time */
function ageText(since: string, now: string): string {
  const days = Math.floor((Date.parse(now) - Date.parse(since)) / DAY_MS);
  return days < 1 ? 'today' : counted(days, 'day');
}

function sinceText(since: string): string {
  return since.length === 10 ? dayText(since, { year: '' }) : dayTimeText(since.slice(0, 19));
}

function plural(noun: string, count: number): string {
  const [first = '', ...rest] = noun.split(' with ');
  return count === 1 ? noun : [`${first}s`, ...rest].join(' with ');
}

function Row({ wait: { wait, count, since }, now }: { readonly wait: WaitDto; readonly now: string }) {
  const { noun, what, href, look } = WORDS[wait];
  return (
    <tr>
      <td className="full">
        <Door href={href}>
          <b className="b">
            {count.toLocaleString('en-US')} {plural(noun, count)}
          </b>
        </Door>
        <span className="sub">{what}</span>
      </td>
      <td>
        <StatusChip look={look} />
        {since === null ? null : <span className="sub">since {sinceText(since)}</span>}
      </td>
      <td className="r last nw">{since === null ? null : ageText(since, now)}</td>
    </tr>
  );
}

/** What waits for the marketplace's own people, worst first, each a door. */
export async function OpsWaiting({ actor }: { readonly actor: Actor }) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: 'what waits' });
  const [waits, now] = await Promise.all([
    readWaiting(pool, actor.role),
    readClock(systemDatabase().pool, env().mode === 'demo'),
  ]);
  const some = waits.filter(({ count }) => count > 0);
  const none = waits.filter(({ count }) => count === 0).map(({ wait }) => plural(WORDS[wait].noun, 2));
  return (
    <>
      {some.length === 0 ? (
        <EmptyState icon="done" title="Nothing waits">
          Everything that sellers, banks and colleagues asked for has been seen to.
        </EmptyState>
      ) : (
        <DataTable
          caption="What waits, worst first"
          layout="stack l-pair"
          columns={[
            { key: 'what', label: 'What' },
            { key: 'how', label: 'Kind' },
            { key: 'oldest', label: 'Oldest', align: 'right' },
          ]}
        >
          {some.map((wait) => (
            <Row key={wait.wait} wait={wait} now={now} />
          ))}
        </DataTable>
      )}
      {none.length === 0 ? null : (
        <div className="mt-9">
          <Section title="Nothing to do" say={`None: ${none.join(', ')}.`} />
        </div>
      )}
    </>
  );
}

/** As high as what may wait. */
export function OpsWaitingSkeleton() {
  return <Skeleton lines={8} rowHeight={52} label="Loading what waits" />;
}
