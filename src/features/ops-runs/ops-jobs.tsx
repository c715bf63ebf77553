import './ops-runs.css';
import { JOB_STATES, type JobState, type JobTaskDto } from '@/contracts/jobs';
import { may } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { opsDatabase } from '@/server/db/ops';
import { readJobs } from '@/server/queries/ops/jobs';
import { Banner } from '@/ui/banner';
import { Door } from '@/ui/button';
import { counted } from '@/ui/counted';
import { utcText } from '@/ui/day-text';
import { FilterChips, Segmented } from '@/ui/filters';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { RunSweepButton, SwitchTaskButton } from './ops-forms';
import { JobTable } from './ops-job-table';
import { durationText, JOB_LOOK, OPS_JOBS, TASK_WORDS } from './ops-words';

/** Sweeps that go on whatever is paused. */
const NEVER_PAUSED = 'release-jobs';

function hrefOf(state: JobState | undefined, task: string | undefined): string {
  return [OPS_JOBS, state && `state=${state}`, task && `task=${task}`].filter(Boolean).join('&');
}

function countsText({ counts }: JobTaskDto): string {
  const parts = JOB_STATES.flatMap((state) => {
    const count = counts[state];
    return count === undefined ? [] : [`${count} ${JOB_LOOK[state].word.toLowerCase()}`];
  });
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function TaskRow({ task, mayRun }: { readonly task: JobTaskDto; readonly mayRun: boolean }) {
  const isPaused = task.pausedAt !== null;
  return (
    <tr>
      <td className="full">
        <Door href={hrefOf(undefined, task.task)}>{task.task}</Door>
        <span className="sub">{TASK_WORDS[task.task] ?? 'unknown to this version'}</span>
      </td>
      <td data-l="in the queue">
        {isPaused ? (
          <StatusChip look={{ word: 'Paused', icon: 'pause', tone: 'held' }} reason={`by ${task.pausedBy ?? ''}`} />
        ) : (
          countsText(task)
        )}
      </td>
      <td data-l="last done">
        {task.succeededAt === null ? <span className="faint">never</span> : utcText(task.succeededAt)}
        {task.tookMs === null ? null : <span className="sub">{`in ${durationText(task.tookMs)}`}</span>}
      </td>
      <td data-l="last failed">
        {task.failedAt === null ? <span className="faint">never</span> : utcText(task.failedAt)}
        {task.reference === null ? null : <span className="sub">{`reference ${task.reference}`}</span>}
      </td>
      <td className="r last">
        {mayRun && task.isSweep ? (
          <div className="row-buttons">
            {isPaused ? null : <RunSweepButton task={task.task} />}
            {task.task === NEVER_PAUSED ? null : <SwitchTaskButton task={task.task} isPaused={isPaused} />}
          </div>
        ) : null}
      </td>
    </tr>
  );
}

interface Props {
  readonly actor: Actor;
  readonly state: JobState | undefined;
  readonly task: string | undefined;
  readonly after: number | undefined;
}

/** The queue of jobs: workers, kinds of jobs with what became of the last, and the jobs that are there. Looking is on record. */
export async function OpsJobs({ actor, state, task, after }: Props) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: 'queue of jobs' });
  const { workers, tasks, jobs, next } = await readJobs(pool, { state, task, after });
  const mayRun = may(actor.role, 'run-books');
  const inState = (wanted: JobState) => tasks.reduce((sum, { counts }) => sum + (counts[wanted] ?? 0), 0);
  return (
    <>
      {workers.length > 0 ? null : (
        <Banner tone="owed" icon="alert" title="No worker runs.">
          Jobs wait, and no close is made. Start one with npm run worker, or start the site again.
        </Banner>
      )}
      <Section
        title="Kinds of jobs"
        say={
          workers.length === 0
            ? 'Nothing is being done.'
            : `${counted(workers.length, 'worker')} at work. Sweeps are done every minute, and whenever something asks for them.`
        }
      >
        <DataTable
          caption="Kinds of jobs, with what became of the last"
          layout="stack plain"
          columns={[
            { key: 'task', label: 'Job' },
            { key: 'queue', label: 'In the queue' },
            { key: 'done', label: 'Last done' },
            { key: 'failed', label: 'Last failed' },
            { key: 'act', label: 'What can be done', isHidden: true },
          ]}
        >
          {tasks.map((one) => (
            <TaskRow key={one.task} task={one} mayRun={mayRun} />
          ))}
        </DataTable>
      </Section>
      <Section title="In the queue" say="What each is about stays inside: jobs name bills and people.">
        <div className="filters queue-states">
          <Segmented
            label="State"
            segments={[
              { key: 'all', label: 'All', href: hrefOf(undefined, task), isCurrent: state === undefined },
              ...JOB_STATES.map((one) => ({
                key: one,
                label: JOB_LOOK[one].word,
                count: inState(one),
                href: hrefOf(one, task),
                isCurrent: state === one,
              })),
            ]}
          />
        </div>
        <FilterChips chips={task === undefined ? [] : [{ key: 'task', label: task, href: hrefOf(state, undefined) }]} />
        {jobs.length === 0 ? (
          <EmptyState icon="done" title="No such job is in the queue">
            Jobs that were done are no longer there; when each kind was last done is above.
          </EmptyState>
        ) : (
          <JobTable caption="Jobs in the queue, the oldest first" jobs={jobs} mayRun={mayRun} />
        )}
        {next === null ? null : (
          <p className="sm muted older">
            <Door href={`${hrefOf(state, task)}&after=${next}`}>Show more</Door>
          </p>
        )}
      </Section>
    </>
  );
}

/** As high as the table of kinds. */
export function OpsJobsSkeleton() {
  return (
    <Section title="Kinds of jobs">
      <Skeleton lines={14} rowHeight={44} label="Loading the jobs" />
    </Section>
  );
}
