import './ops-runs.css';
import type { JobDto } from '@/contracts/jobs';
import { utcText } from '@/ui/day-text';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { RetryJobButton } from './ops-forms';
import { JOB_LOOK } from './ops-words';

function JobRow({ job, mayRun }: { readonly job: JobDto; readonly mayRun: boolean }) {
  return (
    <tr>
      <td>
        {job.task}
        <span className="sub">{`job ${job.id}`}</span>
      </td>
      <td data-l="state">
        <StatusChip look={JOB_LOOK[job.state]} />
        {job.lockedBy === null ? null : <span className="sub">{`by ${job.lockedBy}`}</span>}
      </td>
      <td className="r" data-l="attempts">{`${job.attempts} of ${job.maxAttempts}`}</td>
      <td data-l="next">
        {job.state === 'running' || job.state === 'given-up' ? <span className="faint">none</span> : utcText(job.runAt)}
        <span className="sub">{`asked ${utcText(job.createdAt)}`}</span>
      </td>
      <td data-l="last error">{job.lastError ?? <span className="faint">none</span>}</td>
      <td className="r last">
        {mayRun && job.state !== 'running' ? <RetryJobButton job={job.id} task={job.task} /> : null}
      </td>
    </tr>
  );
}

interface JobTableProps {
  readonly caption: string;
  readonly jobs: readonly JobDto[];
  readonly mayRun: boolean;
}

/** Jobs of the queue, each with how it went so far and, for who may, a button that has it done now. */
export function JobTable({ caption, jobs, mayRun }: JobTableProps) {
  return (
    <DataTable
      caption={caption}
      layout="stack plain"
      columns={[
        { key: 'job', label: 'Job' },
        { key: 'state', label: 'State' },
        { key: 'attempts', label: 'Attempts', align: 'right' },
        { key: 'next', label: 'Next run' },
        { key: 'error', label: 'Last error' },
        { key: 'act', label: 'Run now', isHidden: true },
      ]}
    >
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} mayRun={mayRun} />
      ))}
    </DataTable>
  );
}
