import './ops-runs.css';
import type { CloseFailureDto, CloseRunDto } from '@/contracts/close-runs';
import { opsShopPath } from '@/contracts/ops-lists';
import { may } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { opsDatabase } from '@/server/db/ops';
import { listCloseFailures, liveOf } from '@/server/queries/ops/close-runs';
import { Door, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText, utcText } from '@/ui/day-text';
import { KeyValues, type Pair } from '@/ui/lists';
import { LiveState } from '@/ui/live';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { PauseButton, ResumeButton, RetryButton } from './ops-forms';
import {
  CLOSE_LOOK,
  CLOSE_MEANS,
  canRetry,
  durationText,
  KIND_WORDS,
  runPath,
  scopeText,
  speedText,
  whoText,
} from './ops-words';

/** What can be done about a run, by where it is. */
export function Steer({ run }: { readonly run: CloseRunDto }) {
  const { id, status, pauseAskedAt } = run;
  if (status === 'running' && pauseAskedAt !== null)
    return <p role="status">It pauses after the batch that it is at.</p>;
  return (
    <div className="acts">
      {status === 'waiting' || status === 'running' ? <PauseButton run={id} /> : null}
      {status === 'paused' ? <ResumeButton run={id} label="Resume" /> : null}
      {status === 'stopped' ? <ResumeButton run={id} label="Take it up" /> : null}
      {status === 'failed' || status === 'given-up' ? <RetryButton run={id} /> : null}
    </div>
  );
}

/** What became of a run, and what to do. */
export function meansText({ status, failedCount, reference }: CloseRunDto): string {
  // A reference is that of what ended the run as a whole, whatever became of single shops before.
  if (status === 'failed' && (reference !== null || failedCount === 0)) {
    const at = reference === null ? '' : `; the log says where, by reference ${reference}`;
    return `It ended before all shops were closed${at}. What was closed stays closed.`;
  }
  return CLOSE_MEANS[status];
}

function About({ run }: { readonly run: CloseRunDto }) {
  const speed = speedText(run);
  const pairs: Pair[] = [
    { term: 'Status', value: <StatusChip look={CLOSE_LOOK[run.status]} /> },
    { term: 'Of', value: scopeText(run) },
    { term: 'Asked by', value: `${whoText(run)}, ${utcText(run.askedAt)}` },
    ...(run.pauseAskedAt === null
      ? []
      : [{ term: 'Pause asked by', value: `${run.pauseAskedByName}, ${utcText(run.pauseAskedAt)}` }]),
    { term: 'Begun', value: run.startedAt === null ? 'not yet' : utcText(run.startedAt) },
    { term: 'Ended', value: run.finishedAt === null ? 'not yet' : utcText(run.finishedAt) },
    { term: 'Took', value: `${durationText(run.busyMs)} of closing${speed === null ? '' : `, ${speed} orders/s`}` },
    { term: 'Statements', value: run.statements },
    { term: 'Payouts', value: run.payouts },
    { term: 'Orders settled', value: run.orders },
  ];
  return <KeyValues pairs={pairs} />;
}

function Failure({ run, failure, mayRun }: { run: CloseRunDto; failure: CloseFailureDto; mayRun: boolean }) {
  const { shop, shopName, day, kind, reference, failedAt, solvedAt } = failure;
  return (
    <tr>
      <td className="full">
        <Door href={opsShopPath(shop)}>{shopName}</Door>
        <span className="sub">{shop}</span>
      </td>
      <td data-l="stands at">{dayText(day, { year: '' })}</td>
      <td data-l="why">
        {KIND_WORDS[kind]}
        <span className="sub">
          reference <span className="id">{reference}</span>
        </span>
      </td>
      <td data-l="when">
        {utcText(failedAt)}
        {solvedAt === null ? null : <span className="sub">{`closed since ${utcText(solvedAt)}`}</span>}
      </td>
      <td className="r last">
        {mayRun && canRetry(run.status, solvedAt) ? <RetryButton run={run.id} shop={shop} /> : null}
      </td>
    </tr>
  );
}

/** The shops that a run could not close, each with the day at which it stands, and a retry of its own. */
export function Failures({
  run,
  failures,
  mayRun,
}: {
  run: CloseRunDto;
  failures: readonly CloseFailureDto[];
  mayRun: boolean;
}) {
  if (failures.length === 0) return null;
  const open = failures.filter(({ solvedAt }) => solvedAt === null).length;
  return (
    <Section
      title="Shops that could not be closed"
      say={
        open === 0
          ? 'All of them are closed by now.'
          : `${counted(open, 'shop')} not closed. Each stands at a day; the log says why, by the reference.`
      }
    >
      <DataTable
        caption="Shops that could not be closed, those that still are not first"
        layout="stack plain"
        columns={[
          { key: 'shop', label: 'Shop' },
          { key: 'day', label: 'Stands at' },
          { key: 'why', label: 'Why' },
          { key: 'when', label: 'When' },
          { key: 'retry', label: 'Retry', isHidden: true },
        ]}
      >
        {failures.map((failure) => (
          <Failure key={failure.shop} run={run} failure={failure} mayRun={mayRun} />
        ))}
      </DataTable>
    </Section>
  );
}

/** A close run: how far it is, what failed, and what can be done about it. Looking is on record. */
export async function OpsRun({ actor, run }: { readonly actor: Actor; readonly run: CloseRunDto }) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: `failures of close run ${run.id}` });
  const failures = await listCloseFailures(pool, run.id);
  const live = liveOf(run);
  const mayRun = may(actor.role, 'run-books');
  return (
    <>
      <Section
        title="Progress"
        say={meansText(run)}
        aside={<LiveState url={`${runPath(run.id)}/progress`} shown={live} />}
      >
        <div className="run-progress">
          <progress value={run.shopsDone} max={Math.max(1, run.shopCount)} aria-label="Shops closed so far" />
          <span>{`${run.shopsDone} of ${counted(run.shopCount, 'shop')} closed`}</span>
        </div>
        {mayRun ? <Steer run={run} /> : null}
        <noscript>
          <p>
            <TextLink href={runPath(run.id)}>Look again</TextLink>
          </p>
        </noscript>
      </Section>
      <Failures run={run} failures={failures} mayRun={mayRun} />
      <Section title="About this run">
        <About run={run} />
      </Section>
    </>
  );
}

/** Where the address names no run. */
export function NoSuchRun({ id }: { readonly id: string }) {
  return (
    <EmptyState icon="search" title="There is no such run" action={<TextLink href="/ops/runs">All runs</TextLink>}>
      Runs have numbers; {id.slice(0, 20)} is none of them.
    </EmptyState>
  );
}

/** As high as the head of a run. */
export function OpsRunSkeleton() {
  return (
    <Section title="Progress">
      <Skeleton lines={6} rowHeight={36} label="Loading the run" />
    </Section>
  );
}
