import type { AuditEntryDto, AuditPageDto } from '@/contracts/audit';
import { ROLES } from '@/contracts/permissions';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable, ShowOlder } from '@/ui/table';
import { DEED_WORDS, detailText } from './labels';

interface AuditLogProps {
  readonly title: string;
  readonly page: AuditPageDto;
  /** Whether the page starts at the newest entry. */
  readonly isFirst: boolean;
  /** Address of the page from an entry on. */
  readonly hrefBefore: (no: number) => string;
}

function Entry({ entry }: { readonly entry: AuditEntryDto }) {
  const { no, at, actorName, actorRole, deed, subject, shop, detail, proof } = entry;
  return (
    <tr>
      <td className="nw">
        <span className="b">{dayText(at.slice(0, 10), { style: 'short' })}</span>{' '}
        <span className="faint">{at.slice(11, 16)}</span>
        <span className="sub">no. {no}</span>
      </td>
      <td className="full">
        {DEED_WORDS[deed]} <span className="b">{subject}</span>
        <span className="sub">{[detailText(detail), shop].filter(Boolean).join('; ')}</span>
      </td>
      <td>
        {actorName}
        <span className="sub">{actorRole === null ? 'the system' : ROLES[actorRole].name}</span>
      </td>
      <td className="r last">
        <span className="id" title="Beginning of the hash that covers this entry and all before it">
          {proof}
        </span>
      </td>
    </tr>
  );
}

function Whole({ isWhole }: { readonly isWhole: boolean }) {
  return isWhole ? (
    <StatusChip look={{ word: 'Whole', icon: 'done', tone: 'done' }} />
  ) : (
    <StatusChip look={{ word: 'Broken', icon: 'stop', tone: 'owed' }} />
  );
}

/** An audit log, newest first, with the proof that nothing was changed or taken out. Times are UTC. */
export function AuditLog({ title, page, isFirst, hrefBefore }: AuditLogProps) {
  if (page.entries.length === 0) {
    return (
      <EmptyState icon="journal" title="Nothing is on record yet">
        What members do with a right that not everybody has is written here, and stays.
      </EmptyState>
    );
  }
  return (
    <Section
      title={title}
      say={`Written with each deed, never changed: ${
        page.isWhole ? 'every entry follows from the one before' : 'an entry was, or was taken out'
      }. Times are UTC.`}
      aside={<Whole isWhole={page.isWhole} />}
    >
      <DataTable
        caption={`${title}, newest first`}
        layout="stack l-pair"
        columns={[
          { key: 'at', label: 'When' },
          { key: 'what', label: 'What' },
          { key: 'who', label: 'Who' },
          { key: 'proof', label: 'Proof', align: 'right' },
        ]}
      >
        {page.entries.map((entry) => (
          <Entry key={entry.no} entry={entry} />
        ))}
      </DataTable>
      <ShowOlder
        shown={page.entries.length}
        total={isFirst ? page.total : null}
        noun="entry"
        href={page.older === null ? null : hrefBefore(page.older)}
      />
    </Section>
  );
}

/** As high as half a page of the log. */
export function AuditLogSkeleton() {
  return (
    <Section title="Audit log">
      <Skeleton lines={8} rowHeight={44} label="Loading the audit log" />
    </Section>
  );
}
