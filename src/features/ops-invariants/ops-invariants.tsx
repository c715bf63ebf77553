import './ops-invariants.css';
import { opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import { may } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import type { InvariantDto, VerificationRunDto, VerificationStatus, ViolationDto } from '@/contracts/verification';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { opsDatabase } from '@/server/db/ops';
import { readInvariants } from '@/server/queries/ops/verification';
import { Door, TextLink } from '@/ui/button';
import { CopyValue } from '@/ui/copy-value';
import { counted } from '@/ui/counted';
import { dayText, utcText } from '@/ui/day-text';
import { LiveState } from '@/ui/live';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip, type StatusLook } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { CheckForm } from './ops-check-form';

const PATH = '/ops/invariants';

const SECOND = 1000;

const tookText = (ms: number): string => (ms < SECOND ? `${Math.round(ms)} ms` : `${(ms / SECOND).toFixed(1)} s`);

const HOLDS = { word: 'Holds', icon: 'done', tone: 'done' } as const satisfies StatusLook;
const NOT_CHECKED = { word: 'Not checked yet', icon: 'clock', tone: 'idle' } as const satisfies StatusLook;

const RUN_LOOK = {
  waiting: { word: 'Waiting', icon: 'clock', tone: 'held' },
  running: { word: 'Running', icon: 'moving', tone: 'moving' },
  done: { word: 'Done', icon: 'done', tone: 'done' },
  failed: { word: 'Failed', icon: 'alert', tone: 'owed' },
} as const satisfies Record<VerificationStatus, StatusLook>;

function lookOf({ checkedAt, violationCount }: InvariantDto): StatusLook {
  if (checkedAt === null) return NOT_CHECKED;
  if (violationCount === 0) return HOLDS;
  return { word: counted(violationCount, 'violation'), icon: 'alert', tone: 'owed' };
}

function Invariant({ invariant }: { readonly invariant: InvariantDto }) {
  const { id, says, violationCount, tookMs } = invariant;
  return (
    <tr>
      <td className="full">
        {says.charAt(0).toUpperCase() + says.slice(1)}
        <span className="sub">{id}</span>
      </td>
      <td data-l="result">
        {violationCount === 0 ? (
          <StatusChip look={lookOf(invariant)} />
        ) : (
          <a href="#violations">
            <StatusChip look={lookOf(invariant)} />
          </a>
        )}
      </td>
      <td className="r" data-l="took">
        {tookMs === null ? '' : tookText(tookMs)}
      </td>
    </tr>
  );
}

/** Every invariant in words, with what the last check found of it. */
export function InvariantTable({ invariants }: { readonly invariants: readonly InvariantDto[] }) {
  return (
    <DataTable
      caption="Invariants, each with what the last check found"
      layout="stack plain"
      columns={[
        { key: 'says', label: 'Invariant' },
        { key: 'result', label: 'Result' },
        { key: 'took', label: 'Took', align: 'right' },
      ]}
    >
      {invariants.map((invariant) => (
        <Invariant key={invariant.id} invariant={invariant} />
      ))}
    </DataTable>
  );
}

/** What a violation is about, as far as its words name a statement or payout of the shop. */
function placeOf({ invariant, shop, detail }: ViolationDto): { readonly href: string; readonly label: string } {
  if (invariant === 'AUDIT') {
    const href = shop === 'marketplace' ? '/ops/audit-log' : `/ops/audit-log?seller=${encodeURIComponent(shop)}`;
    return { href, label: 'audit log' };
  }
  const statement = /\bstatement (\d+)/.exec(detail)?.[1];
  if (statement !== undefined)
    return { href: opsStatementPath(shop, Number(statement)), label: `statement ${statement}` };
  const payout = /\bpayout (\d+)/.exec(detail)?.[1];
  if (payout !== undefined) return { href: opsShopPath(shop, 'payouts'), label: `payout ${payout}` };
  return { href: opsShopPath(shop), label: 'shop' };
}

/** What the last check found, each with the door to where it is. */
export function Violations({
  violations,
  total,
}: {
  readonly violations: readonly ViolationDto[];
  readonly total: number;
}) {
  if (violations.length === 0) return null;
  return (
    <Section
      id="violations"
      title="What is not so"
      say={`${counted(total, 'violation')}. No correction is made here: find out what wrote it, with the door to where it is.${
        total > violations.length ? ` The first ${violations.length} are shown.` : ''
      }`}
    >
      <DataTable
        caption="Violations that the last check found"
        layout="stack plain"
        columns={[
          { key: 'shop', label: 'Shop' },
          { key: 'what', label: 'What is not so' },
          { key: 'where', label: 'Where' },
        ]}
      >
        {violations.map((violation) => {
          const place = placeOf(violation);
          return (
            <tr key={violation.no}>
              <td>
                {violation.invariant === 'AUDIT' ? (
                  violation.shop
                ) : (
                  <Door href={opsShopPath(violation.shop)}>{violation.shop}</Door>
                )}
                <span className="sub">{violation.invariant}</span>
              </td>
              <td className="full">{violation.detail}</td>
              <td data-l="where">
                <Door href={place.href}>{place.label}</Door>
              </td>
            </tr>
          );
        })}
      </DataTable>
    </Section>
  );
}

function tookOf({ startedAt, finishedAt }: VerificationRunDto): string {
  if (startedAt === null || finishedAt === null) return '';
  return tookText(Date.parse(finishedAt) - Date.parse(startedAt));
}

function whoOf({ origin, askedByName }: VerificationRunDto): string {
  return { page: askedByName, schedule: 'every night', 'command-line': 'command line' }[origin];
}

function Runs({ runs }: { readonly runs: readonly VerificationRunDto[] }) {
  if (runs.length === 0) return null;
  return (
    <Section title="Checks" say="The last ten, the newest first.">
      <DataTable
        caption="Checks of the books, the newest first"
        layout="stack plain"
        columns={[
          { key: 'at', label: 'Asked' },
          { key: 'status', label: 'Status' },
          { key: 'shops', label: 'Shops', align: 'right' },
          { key: 'found', label: 'Violations', align: 'right' },
          { key: 'took', label: 'Took', align: 'right' },
          { key: 'who', label: 'Who' },
        ]}
      >
        {runs.map((run) => (
          <tr key={run.id}>
            <td>{utcText(run.askedAt)}</td>
            <td data-l="status">
              <StatusChip look={RUN_LOOK[run.status]} />
              {run.reference === null ? null : <span className="sub">{`reference ${run.reference}`}</span>}
            </td>
            <td className="r" data-l="shops">{`${run.shopsDone} of ${run.shopCount}`}</td>
            <td className="r" data-l="violations">
              {run.status === 'done' ? run.violationCount : ''}
            </td>
            <td className="r" data-l="took">
              {tookOf(run)}
            </td>
            <td data-l="who">{whoOf(run)}</td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}

/** The head of the seals that the last check found: to be kept where whoever can write to the database cannot. */
export function SealHead({ last }: { readonly last: VerificationRunDto | null }) {
  if (last === null || last.head === null) return null;
  const [day = ''] = last.head.split('.');
  return (
    <Section
      title="Head of the seals"
      say={`One hash over the seals of all shops through ${dayText(day as PlainDate, { year: '' })}, the last day that all have closed. Whoever can rewrite rows can rewrite seals too: keep it elsewhere, and compare it later with verify-seals --expect. It is in the log of each check as well.`}
    >
      <p className="break-all">
        <CopyValue value={last.head} name="head of the seals" />
      </p>
    </Section>
  );
}

function UnderWay({ run }: { readonly run: VerificationRunDto }) {
  const text =
    run.status === 'waiting'
      ? 'The check waits for the worker.'
      : `${run.shopsDone} of ${counted(run.shopCount, 'shop')} replayed from the facts.`;
  return (
    <div className="check-progress">
      <progress value={run.shopsDone} max={Math.max(1, run.shopCount)} aria-label="Shops replayed so far" />
      <span role="status">{text}</span>
      <noscript>
        <TextLink href={PATH}>Look again</TextLink>
      </noscript>
    </div>
  );
}

function sayOf(last: VerificationRunDto | null): string {
  if (last === null || last.finishedAt === null) return 'The books were not checked yet.';
  const when = `Checked ${utcText(last.finishedAt)} UTC over ${counted(last.shopCount, 'shop')} in ${tookOf(last)}`;
  return last.violationCount === 0
    ? `${when}: zero violations.`
    : `${when}: ${counted(last.violationCount, 'violation')}.`;
}

/** Every invariant in words, with what the last check of all books found. Looking is on record. */
export async function OpsInvariants({ actor }: { readonly actor: Actor }) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: 'invariants and their violations' });
  const { invariants, last, violations, runs } = await readInvariants(pool);
  const [newest] = runs;
  const underWay = newest !== undefined && (newest.status === 'waiting' || newest.status === 'running') ? newest : null;
  const version = newest === undefined ? 'none' : `${newest.id} ${newest.status} ${newest.shopsDone}`;
  return (
    <>
      <Section
        title="What has to be so"
        say={sayOf(last)}
        aside={
          <div className="check-acts">
            <LiveState url={`${PATH}/progress`} shown={{ version, isMoving: underWay !== null }} />
            {may(actor.role, 'check-books') ? <CheckForm isUnderWay={underWay !== null} /> : null}
          </div>
        }
      >
        {underWay === null ? null : <UnderWay run={underWay} />}
        <InvariantTable invariants={invariants} />
      </Section>
      <Violations violations={violations} total={last?.violationCount ?? 0} />
      <SealHead last={last} />
      {runs.length === 0 ? (
        <EmptyState icon="search" title="Nobody has checked yet">
          The worker checks every night at 03:00 UTC; you can have it done now.
        </EmptyState>
      ) : (
        <Runs runs={runs} />
      )}
    </>
  );
}

/** As high as the table of invariants. */
export function OpsInvariantsSkeleton() {
  return (
    <Section title="What has to be so">
      <Skeleton lines={14} rowHeight={44} label="Loading the invariants" />
    </Section>
  );
}
