import './ops-runs.css';
import { randomUUID } from 'node:crypto';
import type { CloseLagDto, CloseRunDto, ClosesStandingDto } from '@/contracts/close-runs';
import { may } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { opsDatabase } from '@/server/db/ops';
import { listCloseRuns, readClosesStanding } from '@/server/queries/ops/close-runs';
import { Banner } from '@/ui/banner';
import { Door, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText, utcText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable, ShowOlder } from '@/ui/table';
import { AskCloseForm, SwitchClosesButton } from './ops-forms';
import { CLOSE_LOOK, durationText, OPS_RUNS, runPath, scopeText, speedText, whoText } from './ops-words';

function LagRow({ lag }: { readonly lag: CloseLagDto }) {
  return (
    <tr>
      <td>
        {lag.name}
        <span className="sub">{counted(lag.shopCount, 'shop')}</span>
      </td>
      <td data-l="last day over">{dayText(lag.lastOver, { year: '' })}</td>
      <td data-l="closed through">{dayText(lag.closedThrough, { year: '' })}</td>
      <td className="r" data-l="days behind">
        {lag.days === 0 ? <span className="faint">none</span> : <b>{counted(lag.days, 'day')}</b>}
        {lag.behind === 0 ? null : (
          <span className="sub">
            {lag.behind === lag.shopCount ? 'every shop' : `${counted(lag.behind, 'shop')} of ${lag.shopCount}`}
          </span>
        )}
      </td>
    </tr>
  );
}

function lagText(lag: readonly CloseLagDto[]): string {
  const most = Math.max(0, ...lag.map(({ days }) => days));
  if (most === 0) return 'Every day that is over is closed for every shop.';
  return `Up to ${counted(most, 'day')} that are over are not closed for every shop.`;
}

interface StandingProps {
  readonly standing: ClosesStandingDto;
  readonly lastOver: PlainDate;
  readonly mayRun: boolean;
}

function Standing({ standing: { lag, paused }, lastOver, mayRun }: StandingProps) {
  return (
    <>
      {paused === null ? null : (
        <Banner
          tone="held"
          icon="pause"
          title={`All closes are paused since ${utcText(paused.pausedAt)} UTC by ${paused.by}.`}
          {...(mayRun ? { actions: <SwitchClosesButton isPaused /> } : {})}
        >
          Days that end are not closed until they go on. What a seller does still closes that seller’s own days.
        </Banner>
      )}
      <Section title="How far the books are" say={lagText(lag)}>
        {lag.length === 0 ? (
          <EmptyState icon="shops" title="There is no shop yet">
            Days are closed once a marketplace has opened a shop.
          </EmptyState>
        ) : (
          <DataTable
            caption="Marketplaces: how far their books are closed"
            layout="stack plain"
            columns={[
              { key: 'name', label: 'Marketplace' },
              { key: 'over', label: 'Last day over' },
              { key: 'closed', label: 'Closed through' },
              { key: 'lag', label: 'Days behind', align: 'right' },
            ]}
          >
            {lag.map((one) => (
              <LagRow key={one.marketplace} lag={one} />
            ))}
          </DataTable>
        )}
        {mayRun && paused === null ? (
          <>
            <AskCloseForm
              formKey={randomUUID()}
              lastOver={lastOver}
              marketplaces={lag.map(({ marketplace, name }) => ({ key: marketplace, name }))}
            />
            <div className="acts">
              <SwitchClosesButton isPaused={false} />
            </div>
          </>
        ) : null}
      </Section>
    </>
  );
}

function Row({ run }: { readonly run: CloseRunDto }) {
  const speed = speedText(run);
  return (
    <tr>
      <td>
        <Door href={runPath(run.id)}>{`Through ${dayText(run.through, { year: '' })}`}</Door>
        <span className="sub">{scopeText(run)}</span>
      </td>
      <td data-l="status">
        <StatusChip look={CLOSE_LOOK[run.status]} />
        {run.failedCount === 0 ? null : <span className="sub">{`${counted(run.failedCount, 'shop')} not closed`}</span>}
      </td>
      <td className="r" data-l="shops">{`${run.shopsDone} of ${run.shopCount}`}</td>
      <td className="r" data-l="statements">
        {run.statements}
      </td>
      <td className="r" data-l="payouts">
        {run.payouts}
      </td>
      <td className="r" data-l="took">
        {run.startedAt === null ? <span className="faint">not begun</span> : durationText(run.busyMs)}
        {speed === null ? null : <span className="sub">{`${speed} orders/s`}</span>}
      </td>
      <td data-l="asked">
        {whoText(run)}
        <span className="sub">{utcText(run.askedAt)}</span>
      </td>
    </tr>
  );
}

const COLUMNS = [
  { key: 'run', label: 'Close' },
  { key: 'status', label: 'Status' },
  { key: 'shops', label: 'Shops', align: 'right' },
  { key: 'statements', label: 'Statements', align: 'right' },
  { key: 'payouts', label: 'Payouts', align: 'right' },
  { key: 'took', label: 'Took', align: 'right' },
  { key: 'asked', label: 'Asked by' },
] as const;

interface Props {
  readonly actor: Actor;
  readonly now: Instant;
  readonly lastOver: PlainDate;
  readonly before: number | undefined;
  readonly withMoments: boolean;
}

/** How far the books are, what can be closed, and the runs, newest first. Looking is on record. */
export async function OpsCloses({ actor, now, lastOver, before, withMoments }: Props) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: 'close runs' });
  const standing = before === undefined ? await readClosesStanding(pool, now) : null;
  const { runs, older } = await listCloseRuns(pool, { before, withMoments });
  const kept = withMoments ? '&all=yes' : '';
  return (
    <>
      {standing === null ? null : (
        <Standing standing={standing} lastOver={lastOver} mayRun={may(actor.role, 'run-books')} />
      )}
      <Section
        title="Runs"
        say={
          withMoments
            ? 'All, with those of one shop that something a seller did began.'
            : 'The newest first; without those of one shop that something a seller did began, but where one failed.'
        }
        aside={
          <TextLink href={withMoments ? OPS_RUNS : `${OPS_RUNS}?all=yes`}>
            {withMoments ? 'Hide those of sellers' : 'Show those of sellers too'}
          </TextLink>
        }
      >
        {runs.length === 0 ? (
          <EmptyState icon="refresh" title={withMoments ? 'No run is on record yet' : 'Nobody has asked for a run yet'}>
            A run appears here as soon as somebody asks for one, on this page or by the command line.{' '}
            {withMoments ? '' : 'What something a seller did began is left out: show those above.'}
          </EmptyState>
        ) : (
          <>
            <DataTable caption="Close runs, the newest first" columns={COLUMNS} layout="stack plain">
              {runs.map((run) => (
                <Row key={run.id} run={run} />
              ))}
            </DataTable>
            <ShowOlder
              shown={runs.length}
              total={null}
              noun="run"
              href={older === null ? null : `${OPS_RUNS}?before=${older}${kept}`}
            />
          </>
        )}
      </Section>
    </>
  );
}

/** As high as the standing and a short list. */
export function OpsClosesSkeleton() {
  return (
    <Section title="How far the books are">
      <Skeleton lines={8} rowHeight={44} label="Loading the runs" />
    </Section>
  );
}
