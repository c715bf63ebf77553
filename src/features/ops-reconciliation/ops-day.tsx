import { randomUUID } from 'node:crypto';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { opsBillPath, opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import { may } from '@/contracts/permissions';
import type { DifferenceDto, ReconciledDayCaseDto, ReconciledSideDto } from '@/contracts/reconciliation';
import { withParams } from '@/contracts/search-params';
import type { Actor } from '@/contracts/shell';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { opsDatabase } from '@/server/db/ops';
import { readReconciledDay } from '@/server/queries/ops/reconciliation';
import { Amount } from '@/ui/amount';
import { amountText } from '@/ui/amount-text';
import { Door, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText, utcText } from '@/ui/day-text';
import { PageHead } from '@/ui/page-head';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable } from '@/ui/table';
import { ExplainForm, ReconcileForm } from './ops-forms';
import {
  differenceLook,
  emptyLook,
  FLOW_LABEL,
  meaningText,
  nobodyText,
  RECONCILIATION_PATH,
  SIDE_LABEL,
  sideLook,
} from './ops-words';

const SUMS: readonly ColumnHead[] = [
  { key: 'flow', label: 'What moved' },
  { key: 'theirs', label: 'There', align: 'right' },
  { key: 'ours', label: 'In our books', align: 'right' },
  { key: 'difference', label: 'Difference', align: 'right' },
  { key: 'transit', label: 'On its way', align: 'right' },
];

const ITEMS: readonly ColumnHead[] = [
  { key: 'what', label: 'What differs' },
  { key: 'where', label: 'Where' },
  { key: 'theirs', label: 'There', align: 'right' },
  { key: 'ours', label: 'In our books', align: 'right' },
];

function dayPath(day: PlainDate, after: string | undefined): string {
  return withParams(`${RECONCILIATION_PATH}/${day}`, { after });
}

function sayOf(side: ReconciledSideDto | null, isBank: boolean): string {
  if (side === null) return 'This side was not compared yet.';
  if (side.status === 'failed') return side.error ?? '';
  if (side.status === 'no-statement')
    return 'No statement of the bank tells of this day. Import one under Matching; until then nothing can be said.';
  const when = side.doneAt === null ? '' : ` Compared ${utcText(side.doneAt)}`;
  const by = side.askedByName === null ? '' : ` for ${side.askedByName}`;
  if (side.entryCount === 0)
    return `${isBank ? 'No line of that day pays a payout or gives one back' : 'Nothing moved there that day'}.${when}${by}.`;
  const noun = isBank
    ? 'line that pays a payout or a file of them, or gives one back'
    : 'entry of the provider’s ledger';
  const entries =
    side.entryCount === 1
      ? `One ${noun}.`
      : isBank
        ? `${counted(side.entryCount, 'line')} that pay payouts or files of them, or give some back.`
        : `${side.entryCount.toLocaleString('en-US')} entries of the provider’s ledger.`;
  return `${entries}${when}${by}.`;
}

/** One side of the day: what moved there and in our books, and the difference. */
export function SideSection({
  side,
  kind,
}: {
  readonly side: ReconciledSideDto | null;
  readonly kind: 'provider' | 'bank';
}) {
  return (
    <Section title={SIDE_LABEL[kind]} say={sayOf(side, kind === 'bank')} aside={<StatusChip look={sideLook(side)} />}>
      {side === null || side.totals.length === 0 ? null : (
        <DataTable caption={SIDE_LABEL[kind]} columns={SUMS}>
          {side.totals.map(({ flow, marketplace, currency, theirs, ours, difference, inTransit }) => (
            <tr key={`${flow} ${marketplace} ${currency}`}>
              <td className="full">
                {FLOW_LABEL[flow]}
                <span className="sub">
                  {marketplace === '' ? 'no marketplace known' : `marketplace ${marketplace}`}
                </span>
              </td>
              <td className="r" data-l="there">
                <Amount value={theirs} currency={currency} />
              </td>
              <td className="r" data-l="in our books">
                <Amount value={ours} currency={currency} />
              </td>
              <td className="r" data-l="difference">
                <Amount value={difference} currency={currency} sign="always" />
              </td>
              <td className="r" data-l="on its way">
                <Amount value={inTransit} currency={currency} />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  );
}

function Where({ item }: { readonly item: DifferenceDto }) {
  const { shop, statement } = item;
  return (
    <td className="full">
      {shop === null ? nobodyText(item) : <Door href={opsShopPath(shop)}>{item.shopName}</Door>}
      <span className="sub doors">
        {item.payout === null ? null : <>payout {item.payout}, </>}
        {item.bill === null ? null : (
          <>
            bill{' '}
            {shop === null ? (
              <span className="id">{item.bill}</span>
            ) : (
              <Door href={opsBillPath(shop, item.bill)}>
                <span className="id">{item.bill}</span>
              </Door>
            )}
            ,{' '}
          </>
        )}
        {shop === null || statement === null ? null : (
          <>
            <Door href={opsStatementPath(shop, statement)}>statement {statement}</Door>,{' '}
          </>
        )}
        <span className="id">{item.reference}</span>
      </span>
    </td>
  );
}

function ItemRow({ item, mayExplain }: { readonly item: DifferenceDto; readonly mayExplain: boolean }) {
  const { note } = item;
  return (
    <tr>
      <td className="full">
        <StatusChip look={differenceLook(item)} reason={FLOW_LABEL[item.flow].toLowerCase()} />
        <span className="sub">
          {meaningText(item)} Found first {utcText(item.since)}.
        </span>
        {note === null ? null : (
          <span className="sub">
            {note.byName}, {utcText(note.at)}: {note.text}
          </span>
        )}
        {mayExplain ? (
          <details className="unfold">
            <summary>{note === null ? 'Explain it' : 'Explain it otherwise'}</summary>
            <ExplainForm item={item.key} formKey={randomUUID()} />
          </details>
        ) : null}
      </td>
      <Where item={item} />
      <td className="r" data-l="there">
        <Amount value={item.theirs} currency={item.currency} />
      </td>
      <td className="r" data-l="in our books">
        <Amount value={item.ours} currency={item.currency} />
      </td>
    </tr>
  );
}

function ItemSection({
  title,
  say,
  items,
  mayExplain,
  children,
}: {
  readonly title: string;
  readonly say: string;
  readonly items: readonly DifferenceDto[];
  readonly mayExplain: boolean;
  /** What stands below the list. */
  readonly children?: ReactNode;
}) {
  return (
    <Section columns={12} title={title} say={say}>
      <DataTable caption={title} columns={ITEMS}>
        {items.map((item) => (
          <ItemRow key={item.key} item={item} mayExplain={mayExplain} />
        ))}
      </DataTable>
      {children}
    </Section>
  );
}

/** The items that differ, a page of them; where there are none, of which sides that is said. */
export function Differences({
  day,
  differences,
  next,
  mayExplain,
}: Pick<ReconciledDayCaseDto, 'day' | 'differences' | 'next'> & { readonly mayExplain: boolean }) {
  const count = (day.provider?.differenceCount ?? 0) + (day.bank?.differenceCount ?? 0);
  if (count > 0) {
    const say = `${counted(count, 'item')}. Reconciling again takes away what the books have caught up with.`;
    return (
      <ItemSection title="What differs" say={say} items={differences} mayExplain={mayExplain}>
        {differences.length === count ? null : (
          <p className="sm muted older">
            {counted(differences.length, 'item')} of {count.toLocaleString('en-US')} shown.{' '}
            {next === null ? (
              <TextLink href={dayPath(day.day, undefined)}>From the first</TextLink>
            ) : (
              <TextLink href={dayPath(day.day, next)}>Show the next</TextLink>
            )}
          </p>
        )}
      </ItemSection>
    );
  }
  const { icon, title, text } = emptyLook(day);
  return (
    <Section columns={12} title="What differs" say="Nothing that was compared differs.">
      <EmptyState icon={icon} title={title}>
        {text}
      </EmptyState>
    </Section>
  );
}

/** What left the account and is none of the books’: no difference, and for somebody to look at. */
export function OtherLines({ others, otherSums }: Pick<ReconciledDayCaseDto, 'others' | 'otherSums'>) {
  if (others.length === 0) return null;
  const count = otherSums.reduce((total, sum) => total + sum.count, 0);
  const sums = otherSums.map(({ amount, currency }) => amountText(amount, { currency })).join(' and ');
  const title = 'What else left the account';
  return (
    <Section
      columns={12}
      title={title}
      say={`${counted(count, 'line')} over ${sums}: they name no payout and pay no file of payouts. Rent and fees look like this; so does money that nobody meant to send.`}
    >
      <DataTable
        caption={title}
        columns={[
          { key: 'whom', label: 'To whom' },
          { key: 'text', label: 'The bank’s words' },
          { key: 'amount', label: 'Amount', align: 'right' },
        ]}
        layout="stack l-pair"
      >
        {others.map(({ id, counterparty, description, amount, currency }) => (
          <tr key={id}>
            <td className="b">{counterparty === '' ? <span className="faint">nobody named</span> : counterparty}</td>
            <td className="full muted break-all">{description}</td>
            <td className="r last">
              <Amount value={amount} currency={currency} />
            </td>
          </tr>
        ))}
      </DataTable>
      {count > others.length ? <p className="sm muted">The first {others.length} are shown.</p> : null}
    </Section>
  );
}

/** One day: both sides’ sums, what differs, what it means and what to do. */
export async function OpsReconciledDay({
  actor,
  day,
  after,
}: {
  readonly actor: Actor;
  readonly day: PlainDate;
  readonly after: string | undefined;
}) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: `reconciliation of ${day}` });
  const dto = await readReconciledDay(pool, day, after);
  if (dto === null) notFound();
  const { differences, next, settled, moreSettled, others, otherSums } = dto;
  const mayCheck = may(actor.role, 'check-books');
  return (
    <>
      <PageHead
        title={dayText(day, { year: '' })}
        crumb={{ href: RECONCILIATION_PATH, label: 'Reconciliation', here: day }}
        actions={mayCheck ? <ReconcileForm day={day} formKey={randomUUID()} /> : null}
      />
      <SectionGrid>
        <div className="c6">
          <SideSection side={dto.day.provider} kind="provider" />
        </div>
        <div className="c6">
          <SideSection side={dto.day.bank} kind="bank" />
        </div>
        <Differences day={dto.day} differences={differences} next={next} mayExplain={mayCheck} />
        {settled.length === 0 ? null : (
          <ItemSection
            title="What differed before"
            say="The books have caught up with these since; they stay here as they were found."
            items={settled}
            mayExplain={false}
          >
            {moreSettled ? <p className="sm muted">The first {settled.length} are shown.</p> : null}
          </ItemSection>
        )}
        <OtherLines others={others} otherSums={otherSums} />
      </SectionGrid>
    </>
  );
}
