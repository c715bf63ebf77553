import { randomUUID } from 'node:crypto';
import { may } from '@/contracts/permissions';
import type { ReconciledDayDto, ReconciledSideDto } from '@/contracts/reconciliation';
import type { Actor } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { opsDatabase } from '@/server/db/ops';
import { listReconciledDays } from '@/server/queries/ops/reconciliation';
import { amountText } from '@/ui/amount-text';
import { Door, TextLink } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable } from '@/ui/table';
import { ReconcileForm } from './ops-forms';
import { apartText, FLOW_LABEL, RECONCILIATION_PATH, SIDE_LABEL, type SideDays, sideLook } from './ops-words';

const COLUMNS: readonly ColumnHead[] = [
  { key: 'day', label: 'Day' },
  { key: 'provider', label: SIDE_LABEL.provider },
  { key: 'bank', label: SIDE_LABEL.bank },
];

/** Both sums of each flow, in one line each. */
function Side({
  side,
  label,
  isAhead,
}: {
  readonly side: ReconciledSideDto | null;
  readonly label: string;
  readonly isAhead: boolean;
}) {
  return (
    <td className="full">
      <span className="sr">{label}: </span>
      <StatusChip look={sideLook(side, isAhead)} />
      {(side?.totals ?? []).map(({ flow, marketplace, currency, theirs, ours }) => (
        <span className="sub" key={`${flow} ${marketplace} ${currency}`}>
          {FLOW_LABEL[flow]}
          {marketplace === '' ? '' : ` (${marketplace})`}: {amountText(theirs, { currency })} there,{' '}
          {amountText(ours, { currency })} here
        </span>
      ))}
      {side?.status === 'failed' ? <span className="sub">{side.error}</span> : null}
    </td>
  );
}

function DayRow({ day, today }: { readonly day: ReconciledDayDto; readonly today: SideDays }) {
  return (
    <tr>
      <td className="full">
        <Door href={`${RECONCILIATION_PATH}/${day.day}`}>{dayText(day.day, { year: '' })}</Door>
      </td>
      <Side side={day.provider} label={SIDE_LABEL.provider} isAhead={day.day >= today.provider} />
      <Side side={day.bank} label={SIDE_LABEL.bank} isAhead={day.day >= today.bank} />
    </tr>
  );
}

interface Props {
  readonly actor: Actor;
  readonly before: PlainDate | undefined;
  readonly today: SideDays;
}

async function Days({ actor, before, today }: Props) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: 'reconciliation' });
  const { days, older } = await listReconciledDays(pool, before);
  if (days.length === 0) {
    return (
      <EmptyState icon="bank" title="No day was compared yet">
        Each night the day before is compared with the card provider and the bank. Compare one yourself at the side.
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable caption="Days that were compared" columns={COLUMNS}>
        {days.map((day) => (
          <DayRow key={day.day} day={day} today={today} />
        ))}
      </DataTable>
      {older === null ? null : (
        <p className="sm muted older">
          <TextLink href={`${RECONCILIATION_PATH}?before=${older}`}>Show older</TextLink>
        </p>
      )}
    </>
  );
}

/** Day by day: what the card provider and the bank say beside our books. */
export function OpsReconciliation({ actor, before, today }: Props) {
  const apart = apartText(today);
  const mayCheck = may(actor.role, 'check-books');
  return (
    <SectionGrid>
      <div className={mayCheck ? 'c8' : 'c12'}>
        <Section
          title="Day by day"
          say={
            <>
              The latest first. Zero means that both sides agree to the cent; a day without a bank statement is no zero.
              {apart === null ? null : (
                <>
                  {' '}
                  {apart} <TextLink href={`${RECONCILIATION_PATH}?before=${today.bank}`}>The bank’s days</TextLink>
                </>
              )}
            </>
          }
        >
          <Days actor={actor} before={before} today={today} />
        </Section>
      </div>
      {mayCheck ? (
        <div className="c4">
          <Section title="Reconcile a day" say="It only reads the books, and can be done as often as you like.">
            <ReconcileForm day={null} formKey={randomUUID()} />
          </Section>
        </div>
      ) : null}
    </SectionGrid>
  );
}

/** Grey lines of the height of the list. */
export function OpsReconciliationSkeleton() {
  return <Skeleton lines={8} rowHeight={52} label="Loading the days" />;
}
