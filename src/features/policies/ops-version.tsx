import './policies.css';
import { randomUUID } from 'node:crypto';
import { may } from '@/contracts/permissions';
import type { PolicyBookDto, PolicyVersionDto } from '@/contracts/policies';
import type { Actor } from '@/contracts/shell';
import { opsDatabase } from '@/server/db/ops';
import { readDryRuns } from '@/server/queries/policy-versions';
import { dayText } from '@/ui/day-text';
import { KeyValues, type Pair } from '@/ui/lists';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { ConfirmForm, DryRunForm, WithdrawForm } from './decide-forms';
import { DryRun } from './dry-run';
import { STATUS_LOOK, valueText } from './words';

interface Props {
  readonly actor: Actor;
  readonly book: PolicyBookDto;
  readonly version: PolicyVersionDto;
}

const on = (at: string) => dayText(at.slice(0, 10), { year: '' });

function About({ version }: Pick<Props, 'version'>) {
  const { scheduled, confirmed, withdrawn, source, effectiveFrom, status } = version;
  const pairs: Pair[] = [
    { term: 'Status', value: <StatusChip look={STATUS_LOOK[status]} /> },
    { term: 'Effective from', value: dayText(effectiveFrom, { style: 'long' }) },
    { term: 'Source', value: source },
    {
      term: 'Scheduled',
      value: scheduled === null ? 'shipped with Evenkeel' : `by ${scheduled.by}, ${on(scheduled.at)}`,
    },
  ];
  if (confirmed !== null) pairs.push({ term: 'Confirmed', value: `by ${confirmed.by}, ${on(confirmed.at)}` });
  if (withdrawn !== null)
    pairs.push({ term: 'Withdrawn', value: `by ${withdrawn.by}, ${on(withdrawn.at)}: ${withdrawn.reason}` });
  return <KeyValues pairs={pairs} />;
}

function Differences({ version, currency }: { readonly version: PolicyVersionDto; readonly currency: string }) {
  return (
    <Section
      title="What it changes"
      say={version.changes.length === 0 ? 'It is the first version of this book.' : undefined}
    >
      {version.changes.length === 0 ? null : (
        <DataTable
          caption="Numbers that differ from the version before"
          layout="stack"
          columns={[
            { key: 'name', label: 'Number' },
            { key: 'before', label: 'Before', align: 'right' },
            { key: 'after', label: 'From then on', align: 'right' },
          ]}
        >
          {version.changes.map(({ key, group, name, unit, before, after }) => (
            <tr key={key}>
              <td className="full">
                {name}
                <span className="sub">{group}</span>
              </td>
              <td className="r" data-l="Before">
                {valueText(unit, before, currency)}
              </td>
              <td className="r" data-l="From then on">
                <b>{valueText(unit, after, currency)}</b>
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  );
}

function Decide({ actor, book, version, isTried }: Props & { readonly isTried: boolean }) {
  if (version.status !== 'scheduled' && version.status !== 'confirmed') return null;
  const isOwn = version.scheduled?.byKey === actor.person.key;
  const mayConfirm = may(actor.role, 'confirm-policies');
  const why = isOwn
    ? 'You scheduled this version: another ops lead confirms it.'
    : mayConfirm
      ? isTried
        ? null
        : 'It can be confirmed once a dry run is done.'
      : 'An ops lead who did not schedule it confirms it.';
  const formKey = randomUUID();
  return (
    <Section
      title="Decide"
      say={version.status === 'scheduled' ? (why ?? undefined) : 'It is confirmed, and takes effect on its day.'}
    >
      {version.status === 'scheduled' && why === null ? <ConfirmForm version={version} formKey={formKey} /> : null}
      {may(actor.role, 'schedule-policies') ? (
        <>
          <WithdrawForm version={version} formKey={formKey} />
          <h3>Try it out over other days</h3>
          <DryRunForm version={version} formKey={formKey} closedThrough={book.closedThrough} />
        </>
      ) : null}
    </Section>
  );
}

/** A version: its numbers against those before, what it would change, and what is decided about it. */
export async function Version({ actor, book, version }: Props) {
  const { marketplace, version: no } = version;
  const purpose = `dry runs of policy ${marketplace} version ${no}`;
  const runs = await readDryRuns(opsDatabase({ person: actor.person.key, purpose }).pool, marketplace, no);
  return (
    <>
      <About version={version} />
      <Differences version={version} currency={book.currency} />
      <Decide actor={actor} book={book} version={version} isTried={runs.some(({ status }) => status === 'done')} />
      {runs.length === 0 && version.scheduled !== null ? (
        <EmptyState icon="search" title="Nothing was tried out yet">
          A dry run shows which shops this version would change, and by how much.
        </EmptyState>
      ) : null}
      {runs.map((run) => (
        <DryRun key={run.id} run={run} currency={book.currency} />
      ))}
    </>
  );
}

/** As high as the head of a version and its first table. */
export function VersionSkeleton() {
  return (
    <Section title="What it changes">
      <Skeleton lines={8} rowHeight={44} label="Loading the version" />
    </Section>
  );
}
