import './ops-decisions.css';
import { DECISION_KIND_NAMES, kindOf } from '@/contracts/decision-kinds';
import type { DecisionFilter, DecisionRowDto } from '@/contracts/decisions';
import { opsShopPath } from '@/contracts/ops-lists';
import { may } from '@/contracts/permissions';
import { withParams } from '@/contracts/search-params';
import type { Actor } from '@/contracts/shell';
import { opsDatabase } from '@/server/db/ops';
import { readDecisions } from '@/server/queries/ops/decisions';
import { Button, Door, LinkButton, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { utcText } from '@/ui/day-text';
import { Field } from '@/ui/filters';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable, ShowOlder } from '@/ui/table';
import { DECISION_LOOK, DECISIONS_PATH, decisionTitle } from './ops-words';

const OPEN_COLUMNS: readonly ColumnHead[] = [
  { key: 'what', label: 'What' },
  { key: 'shop', label: 'Shop' },
  { key: 'proposed', label: 'Proposed' },
];
const DECIDED_COLUMNS: readonly ColumnHead[] = [
  ...OPEN_COLUMNS,
  { key: 'decided', label: 'Decided' },
  { key: 'status', label: 'How' },
];

function RowHead({ row }: { readonly row: DecisionRowDto }) {
  const { id, decision, shop, proposedName, proposedAt } = row;
  return (
    <>
      <td className="full">
        <Door href={`${DECISIONS_PATH}/${id}`}>{decisionTitle(decision, shop.currency)}</Door>
        <span className="sub">{kindOf(decision.kind).label}</span>
      </td>
      <td className="full">
        <Door href={opsShopPath(shop.id)}>{shop.name}</Door>
        <span className="sub">{shop.sellerName ?? 'of no organisation yet'}</span>
      </td>
      <td data-l="proposed">
        <span>
          {utcText(proposedAt)}
          <span className="sub">{proposedName}</span>
        </span>
      </td>
    </>
  );
}

function DecidedRow({ row }: { readonly row: DecisionRowDto }) {
  return (
    <tr>
      <RowHead row={row} />
      <td data-l="decided">
        <span>
          {row.decidedAt === null ? '' : utcText(row.decidedAt)}
          <span className="sub">{row.decidedName}</span>
        </span>
      </td>
      <td data-l="how">
        <StatusChip
          look={DECISION_LOOK[row.status]}
          {...(row.status === 'confirmed' && !row.needsSecond ? { reason: 'by one person alone' } : {})}
        />
      </td>
    </tr>
  );
}

function Filters({ filter }: { readonly filter: DecisionFilter }) {
  return (
    <form action={DECISIONS_PATH} method="get" className="form decision-filters" aria-label="Filter decisions">
      <Field label="Shop">
        <input name="shop" defaultValue={filter.shop ?? ''} placeholder="Id or name" />
      </Field>
      <Field label="Kind">
        <select name="kind" defaultValue={filter.kind ?? ''}>
          <option value="">Every kind</option>
          {DECISION_KIND_NAMES.map((kind) => (
            <option key={kind} value={kind}>
              {kindOf(kind).label}
            </option>
          ))}
        </select>
      </Field>
      <Field label="Person">
        <input name="person" defaultValue={filter.person ?? ''} placeholder="Who proposed or decided" />
      </Field>
      <Button type="submit">Filter</Button>
    </form>
  );
}

interface WaitingProps {
  readonly open: readonly DecisionRowDto[];
  readonly isFiltered: boolean;
  /** The next page; null at the last. */
  readonly newerHref: string | null;
}

/** What waits for a second person. */
export function Waiting({ open, isFiltered, newerHref }: WaitingProps) {
  return (
    <Section
      title="Waiting"
      say="The oldest first. Whoever proposed one cannot confirm it."
      aside={<TextLink href="/ops/appeals">Appeals against measures</TextLink>}
    >
      {open.length === 0 ? (
        <EmptyState icon="done" title={isFiltered ? 'No open decision like that' : 'No decision waits'}>
          {isFiltered
            ? 'Look among those that are decided, or take a filter away.'
            : 'What takes a second person waits here until an ops lead confirms or refuses it.'}
        </EmptyState>
      ) : (
        <DataTable caption="Decisions that wait, the oldest first" columns={OPEN_COLUMNS} layout="stack plain">
          {open.map((row) => (
            <tr key={row.id}>
              <RowHead row={row} />
            </tr>
          ))}
        </DataTable>
      )}
      {newerHref === null ? null : (
        <p className="sm muted older">
          {counted(open.length, 'decision')} shown. <TextLink href={newerHref}>Show newer</TextLink>
        </p>
      )}
    </Section>
  );
}

/** Decisions about every shop: those that wait, the oldest first; those that are decided, the newest first. */
export async function OpsDecisionQueue({ actor, filter }: { readonly actor: Actor; readonly filter: DecisionFilter }) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: 'queue of decisions' });
  const { open, decided, newer, older } = await readDecisions(pool, filter);
  const { after, before, ...kept } = filter;
  const isFiltered = Object.values(kept).some((value) => value !== undefined);
  return (
    <>
      <Filters filter={filter} />
      {before === undefined ? (
        <Waiting
          open={open}
          isFiltered={isFiltered}
          newerHref={newer === null ? null : withParams(DECISIONS_PATH, { ...kept, after: newer })}
        />
      ) : null}
      {decided.length === 0 || after !== undefined ? null : (
        <Section title="Decided">
          <DataTable caption="Decided, the newest first" columns={DECIDED_COLUMNS} layout="stack plain">
            {decided.map((row) => (
              <DecidedRow key={row.id} row={row} />
            ))}
          </DataTable>
          <ShowOlder
            shown={decided.length}
            total={null}
            noun="decision"
            href={older === null ? null : withParams(DECISIONS_PATH, { ...kept, before: older })}
          />
        </Section>
      )}
    </>
  );
}

/** The way to a new one, for those who may propose. */
export function ProposeButton({ actor }: { readonly actor: Actor }) {
  if (!may(actor.role, 'propose-decisions')) return null;
  return (
    <LinkButton href={`${DECISIONS_PATH}/new`} kind="primary">
      Propose a decision
    </LinkButton>
  );
}

/** As high as a short queue. */
export function OpsDecisionQueueSkeleton() {
  return (
    <Section title="Waiting">
      <Skeleton lines={6} rowHeight={44} label="Loading the decisions" />
    </Section>
  );
}
