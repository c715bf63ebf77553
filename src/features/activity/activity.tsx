import './activity.css';
import {
  ACTIVITY_DAYS,
  ACTIVITY_WORDS,
  type ActivityDayDto,
  type ActivityDto,
  type ActivitySignKind,
  IDLE_STEP_WORDS,
  REACTIVATION,
} from '@/contracts/activity';
import type { ShopContext } from '@/contracts/shell';
import type { ActivityStatus } from '@/domain/books';
import { sellerDatabase } from '@/server/db/seller';
import { listActivityDays, readActivity } from '@/server/queries/activity';
import { counted } from '@/ui/counted';
import { Day } from '@/ui/day';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip, type StatusLook } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { activitySentence, doneText } from './words';

const LOOKS = {
  active: { word: ACTIVITY_WORDS.active, icon: 'done', tone: 'done' },
  inactive: { word: ACTIVITY_WORDS.inactive, icon: 'pause', tone: 'held' },
  'products-removed': { word: ACTIVITY_WORDS['products-removed'], icon: 'stop', tone: 'owed' },
  banned: { word: ACTIVITY_WORDS.banned, icon: 'stop', tone: 'owed' },
} as const satisfies Record<ActivityStatus, StatusLook>;

function Steps({ activity }: { readonly activity: ActivityDto }) {
  const { steps, status, lastActiveOn } = activity;
  return (
    <Section
      title="What comes of idleness"
      say={
        <>
          Counted from <Day value={lastActiveOn} />, the last day of activity that counts.
        </>
      }
      columns={7}
    >
      <DataTable
        caption="What comes of idleness, and when"
        layout="stack l-pair"
        columns={[
          { key: 'step', label: 'What comes' },
          { key: 'after', label: 'After', align: 'right' },
          { key: 'on', label: 'At the end of', align: 'right' },
        ]}
      >
        {steps.map(({ step, afterDays, on, isPast }) => (
          <tr key={step} className={isPast ? 'past' : undefined}>
            <td className="full">
              {IDLE_STEP_WORDS[step]}
              {isPast ? <span className="sub">has come</span> : null}
              {!isPast && status === 'banned' ? <span className="sub">no longer matters</span> : null}
            </td>
            <td className="r nw">{counted(afterDays, 'day')}</td>
            <td className="r nw">
              <Day value={on} />
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}

const WHAT = {
  'sign-in': { label: 'Signing in', note: 'Of anybody who may see the shop, once a day. Not once it is inactive.' },
  'product-edited': { label: 'Editing a product', note: 'Told by the marketplace. Brings an inactive shop back.' },
  'order-processed': { label: 'Working on an order', note: 'Told by the marketplace. Brings an inactive shop back.' },
  'order-shipped': { label: 'Shipping an order', note: 'Not once the shop is inactive.' },
} as const satisfies Record<ActivitySignKind, { readonly label: string; readonly note: string }>;

function WhatCounts({ activity }: { readonly activity: ActivityDto }) {
  return (
    <Section title="What counts" say={REACTIVATION[activity.status]} columns={5}>
      <dl className="kv">
        {Object.entries(WHAT).map(([kind, { label, note }]) => (
          <div key={kind} className="contents">
            <dt>{label}</dt>
            <dd className="wide">{note}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Done({ days }: { readonly days: readonly ActivityDayDto[] }) {
  if (days.length === 0) {
    return (
      <EmptyState icon="calendar" title={`Nothing was done in the last ${ACTIVITY_DAYS} days`}>
        Sign-ins, edits of products, work on orders and shipments appear here, each on its day.
      </EmptyState>
    );
  }
  return (
    <DataTable
      caption={`What was done in the last ${ACTIVITY_DAYS} days`}
      layout="stack l-pair"
      isDense
      columns={[
        { key: 'day', label: 'Day' },
        { key: 'what', label: 'What was done' },
      ]}
    >
      {days.map(({ day, kinds }) => (
        <tr key={day}>
          <td className="nw">
            <Day value={day} />
          </td>
          <td>{kinds.map(({ kind, count }) => doneText(kind, count)).join(', ')}</td>
        </tr>
      ))}
    </DataTable>
  );
}

/** The whole record of a shop's activity. */
export async function ActivityRecord({ shop }: { readonly shop: Pick<ShopContext, 'id' | 'today'> }) {
  const { pool } = sellerDatabase();
  const activity = (await readActivity(pool, [shop.id])).get(shop.id);
  if (activity === undefined) return null;
  const days = await listActivityDays(pool, { id: shop.id, today: activity.today });
  return (
    <>
      <p className="activity-say">
        <StatusChip look={LOOKS[activity.status]} loud /> {activitySentence(activity)}
      </p>
      <SectionGrid>
        <Steps activity={activity} />
        <WhatCounts activity={activity} />
      </SectionGrid>
      <div className="activity-days">
        <Section title={`The last ${ACTIVITY_DAYS} days`}>
          <Done days={days} />
        </Section>
      </div>
    </>
  );
}

/** As high as the record of an idle shop. */
export function ActivitySkeleton() {
  return (
    <Section title="What comes of idleness">
      <Skeleton lines={6} rowHeight={40} label="Loading the activity" />
    </Section>
  );
}
