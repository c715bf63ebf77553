import './ops-runs.css';
import type { ShopCloseFailureDto } from '@/contracts/close-runs';
import type { ShopJobsDto } from '@/contracts/jobs';
import { opsShopPath } from '@/contracts/ops-lists';
import { may } from '@/contracts/permissions';
import { withParams } from '@/contracts/search-params';
import type { Actor, ShopContext } from '@/contracts/shell';
import type { Database } from '@/server/db/database';
import { readShopJobs } from '@/server/queries/ops/jobs';
import { Door, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText, utcText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { RetryButton } from './ops-forms';
import { JobTable } from './ops-job-table';
import { CLOSE_LOOK, canRetry, KIND_WORDS, OPS_JOBS, runPath } from './ops-words';

interface FailureProps {
  readonly failure: ShopCloseFailureDto;
  /** The shop's external id. */
  readonly shop: string;
  readonly mayRun: boolean;
}

function FailedClose({ failure, shop, mayRun }: FailureProps) {
  const { run, through, status, day, kind, reference, failedAt, solvedAt } = failure;
  return (
    <tr>
      <td className="full">
        <Door href={runPath(run)}>{`Through ${dayText(through, { year: '' })}`}</Door>
        <span className="sub">{`run ${run}`}</span>
      </td>
      <td data-l="run">
        <StatusChip look={CLOSE_LOOK[status]} />
      </td>
      <td data-l="stands at">
        {solvedAt === null ? dayText(day, { year: '' }) : <span className="faint">closed since</span>}
        {solvedAt === null ? null : <span className="sub">{utcText(solvedAt)}</span>}
      </td>
      <td data-l="why">
        {KIND_WORDS[kind]}
        <span className="sub">
          reference <span className="id">{reference}</span>, {utcText(failedAt)}
        </span>
      </td>
      <td className="r last">{mayRun && canRetry(status, solvedAt) ? <RetryButton run={run} shop={shop} /> : null}</td>
    </tr>
  );
}

function sayOf(failures: readonly ShopCloseFailureDto[]): string {
  const open = failures.filter(({ solvedAt }) => solvedAt === null).length;
  if (failures.length === 0) return 'No close has failed at this shop.';
  if (open === 0) return 'All of them are solved.';
  return `${counted(open, 'close')} could not close it, and none has since. The log says why, by the reference.`;
}

interface ListsProps {
  readonly jobs: ShopJobsDto;
  /** The shop's external id. */
  readonly shop: string;
  readonly mayRun: boolean;
}

/** What waits of one shop, and the closes that failed at it. */
export function ShopJobs({ jobs: { jobs, next, failures }, shop, mayRun }: ListsProps) {
  return (
    <>
      <Section
        title="In the queue"
        say="Jobs of this shop alone, such as bills that clear. What is due for all shops is done by sweeps."
        aside={<TextLink href={OPS_JOBS}>All jobs</TextLink>}
      >
        {jobs.length === 0 ? (
          <EmptyState icon="done" title="Nothing of this shop is in the queue">
            A job that was done leaves the queue; what it did is among the happenings.
          </EmptyState>
        ) : (
          <JobTable caption="Jobs of this shop, the oldest first" jobs={jobs} mayRun={mayRun} />
        )}
        {next === null ? null : (
          <p className="sm muted older">
            <Door href={withParams(opsShopPath(shop, 'jobs'), { after: next })}>Show more</Door>
          </p>
        )}
      </Section>
      <Section title="Closes that failed" say={sayOf(failures)}>
        {failures.length === 0 ? null : (
          <DataTable
            caption="Closes that could not close this shop, those that are not solved first"
            layout="stack plain"
            columns={[
              { key: 'run', label: 'Close' },
              { key: 'status', label: 'Run' },
              { key: 'day', label: 'Stands at' },
              { key: 'why', label: 'Why' },
              { key: 'retry', label: 'Retry', isHidden: true },
            ]}
          >
            {failures.map((failure) => (
              <FailedClose key={failure.run} failure={failure} shop={shop} mayRun={mayRun} />
            ))}
          </DataTable>
        )}
      </Section>
    </>
  );
}

interface Props {
  readonly actor: Actor;
  readonly shop: ShopContext;
  /** Every shop's books, to read. */
  readonly database: Database;
  /** The last job of the page before. */
  readonly after: number | undefined;
}

/** The Jobs tab of a shop's page: what the worker has to do for it, and the closes that failed at it, with retry. */
export async function OpsShopJobs({ actor, shop, database, after }: Props) {
  const jobs = await readShopJobs(database.pool, shop.id, after);
  return <ShopJobs jobs={jobs} shop={shop.externalId} mayRun={may(actor.role, 'run-books')} />;
}
