import type { AppealQueueSearch, QueuedAppealDto } from '@/contracts/appeals';
import { withParams } from '@/contracts/search-params';
import type { Actor } from '@/contracts/shell';
import { measuresLabel } from '@/domain/explain/measure-label';
import { opsDatabase } from '@/server/db/ops';
import { readAppealQueue } from '@/server/queries/appeals-queue';
import { Amount } from '@/ui/amount';
import { isZero } from '@/ui/amount-text';
import { Door, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable, ShowOlder } from '@/ui/table';
import { APPEAL_LOOK, momentText } from './words';

const PATH = '/ops/appeals';

const OPEN_COLUMNS: readonly ColumnHead[] = [
  { key: 'shop', label: 'Shop' },
  { key: 'against', label: 'Against' },
  { key: 'filed', label: 'Filed' },
  { key: 'owed', label: 'Owed now', align: 'right' },
];

const DECIDED_COLUMNS: readonly ColumnHead[] = [
  { key: 'shop', label: 'Shop' },
  { key: 'against', label: 'Against' },
  { key: 'decided', label: 'Decided' },
  { key: 'status', label: 'How' },
];

function Shop({ appeal }: { readonly appeal: QueuedAppealDto }) {
  return (
    <td className="full">
      <Door href={`${PATH}/${appeal.id}`}>{appeal.shopName}</Door>
      <span className="sub">{appeal.sellerName ?? 'of no organisation yet'}</span>
    </td>
  );
}

function Against({ appeal }: { readonly appeal: QueuedAppealDto }) {
  return (
    <td className="full">
      {measuresLabel(appeal.measures)}
      {appeal.fileCount === 0 ? null : <span className="sub">{counted(appeal.fileCount, 'file')}</span>}
    </td>
  );
}

/** Moments of many marketplaces are told in UTC, as the shell says. */
const when = (at: string) => momentText(at as QueuedAppealDto['filedAt'], 'UTC', '');

function OpenRow({ appeal }: { readonly appeal: QueuedAppealDto }) {
  return (
    <tr>
      <Shop appeal={appeal} />
      <Against appeal={appeal} />
      <td data-l="filed">
        {when(appeal.filedAt)}
        <span className="sub">{appeal.filedName}</span>
      </td>
      <td className="r" data-l="owed now">
        {isZero(appeal.owed) ? (
          <span className="faint">nothing</span>
        ) : (
          <Amount value={`-${appeal.owed}`} currency={appeal.currency} tone="owed" />
        )}
      </td>
    </tr>
  );
}

function DecidedRow({ appeal }: { readonly appeal: QueuedAppealDto }) {
  return (
    <tr>
      <Shop appeal={appeal} />
      <Against appeal={appeal} />
      <td data-l="decided">
        {appeal.decidedAt === null ? '' : when(appeal.decidedAt)}
        <span className="sub">{appeal.decidedName}</span>
      </td>
      <td data-l="how">
        <StatusChip look={APPEAL_LOOK[appeal.status]} />
      </td>
    </tr>
  );
}

interface Props {
  readonly actor: Actor;
  readonly search: AppealQueueSearch;
}

/** Every shop's appeals: those that wait, the oldest first; those that are decided, the newest first. */
export async function OpsAppealQueue({ actor, search }: Props) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: 'queue of appeals' });
  const { after, before } = search;
  const { open, newer, decided, older } = await readAppealQueue(pool, search);
  return (
    <>
      {before === undefined ? (
        <Section title="Waiting" say="The oldest first. Granting needs that nothing is owed.">
          {open.length === 0 ? (
            <EmptyState icon="done" title="No appeal waits">
              A seller can appeal once nothing is owed. What they file appears here.
            </EmptyState>
          ) : (
            <DataTable caption="Appeals that wait, the oldest first" columns={OPEN_COLUMNS} layout="stack plain">
              {open.map((appeal) => (
                <OpenRow key={appeal.id} appeal={appeal} />
              ))}
            </DataTable>
          )}
          {newer === null ? null : (
            <p className="sm muted older">
              {counted(open.length, 'appeal')} shown.{' '}
              <TextLink href={withParams(PATH, { after: newer })}>Show newer</TextLink>
            </p>
          )}
        </Section>
      ) : null}
      {decided.length === 0 || after !== undefined ? null : (
        <Section title="Decided">
          <DataTable caption="Decided appeals, the newest first" columns={DECIDED_COLUMNS} layout="stack plain">
            {decided.map((appeal) => (
              <DecidedRow key={appeal.id} appeal={appeal} />
            ))}
          </DataTable>
          <ShowOlder
            shown={decided.length}
            total={null}
            noun="appeal"
            href={older === null ? null : `${PATH}?before=${encodeURIComponent(older)}`}
          />
        </Section>
      )}
    </>
  );
}

/** As high as a short queue. */
export function OpsAppealQueueSkeleton() {
  return (
    <Section title="Waiting">
      <Skeleton lines={6} rowHeight={44} label="Loading the appeals" />
    </Section>
  );
}
