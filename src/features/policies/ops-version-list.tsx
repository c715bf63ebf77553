import './policies.css';
import type { Route } from 'next';
import Link from 'next/link';
import { may } from '@/contracts/permissions';
import type { PolicyBookDto, PolicyVersionDto } from '@/contracts/policies';
import type { Actor } from '@/contracts/shell';
import type { Instant } from '@/domain/calendar/instant';
import { opsDatabase } from '@/server/db/ops';
import { listPolicyBooks } from '@/server/queries/policy-versions';
import { LinkButton } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { OPS_POLICIES, STATUS_LOOK, valueText, versionPath } from './words';

const NAMED = 3;

function changesText({ changes, source }: PolicyVersionDto, currency: string): string {
  if (changes.length === 0) return source;
  const named = changes
    .slice(0, NAMED)
    .map(
      ({ name, unit, before, after }) =>
        `${name}: ${valueText(unit, before, currency)} → ${valueText(unit, after, currency)}`,
    );
  const rest = changes.length - named.length;
  return rest === 0 ? named.join('; ') : `${named.join('; ')}; and ${rest} more`;
}

function Version({ version, currency }: { readonly version: PolicyVersionDto; readonly currency: string }) {
  const { marketplace, version: no, effectiveFrom, status, scheduled, confirmed } = version;
  return (
    <tr>
      <td className="nw">
        <Link className="link b" href={versionPath(marketplace, no) as Route}>
          Version {no}
        </Link>
        <span className="sub">from {dayText(effectiveFrom, { year: '' })}</span>
      </td>
      <td className="full">{changesText(version, currency)}</td>
      <td>
        {scheduled?.by ?? 'Evenkeel'}
        <span className="sub">
          {confirmed === null ? (scheduled === null ? 'shipped' : 'scheduled') : `confirmed by ${confirmed.by}`}
        </span>
      </td>
      <td className="last">
        <StatusChip look={STATUS_LOOK[status]} />
      </td>
    </tr>
  );
}

function Book({ book, maySchedule }: { readonly book: PolicyBookDto; readonly maySchedule: boolean }) {
  const closed =
    book.closedThrough === null
      ? 'no day is closed'
      : `books closed through ${dayText(book.closedThrough, { year: '' })}`;
  return (
    <Section
      title={book.name}
      say={`${counted(book.shopCount, 'shop')}, ${book.currency}, ${closed}. A new version can begin on ${dayText(book.earliest, { year: '' })}.`}
      aside={
        maySchedule ? (
          <LinkButton href={`${OPS_POLICIES}/${book.marketplace}/new`}>Schedule a version</LinkButton>
        ) : undefined
      }
    >
      <DataTable
        caption={`Versions of the ${book.name}, newest first`}
        layout="stack l-pair"
        columns={[
          { key: 'version', label: 'Version' },
          { key: 'changes', label: 'What it changes' },
          { key: 'who', label: 'Who' },
          { key: 'status', label: 'Status' },
        ]}
      >
        {book.versions.map((version) => (
          <Version key={version.version} version={version} currency={book.currency} />
        ))}
      </DataTable>
    </Section>
  );
}

/** Every marketplace's book with its versions. Looking is on record. */
export async function VersionList({ actor, now }: { readonly actor: Actor; readonly now: Instant }) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: 'versions of the policies' });
  const books = await listPolicyBooks(pool, now);
  return books.map((book) => (
    <Book key={book.marketplace} book={book} maySchedule={may(actor.role, 'schedule-policies')} />
  ));
}

/** As high as the first book. */
export function VersionListSkeleton() {
  return (
    <Section title="Policies">
      <Skeleton lines={6} rowHeight={44} label="Loading the versions" />
    </Section>
  );
}
