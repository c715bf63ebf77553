import '../shops.css';
import { notFound } from 'next/navigation';
import type { ChecklistDto, CheckRowDto } from '@/contracts/checklist';
import { may } from '@/contracts/permissions';
import type { Actor, ShopRef } from '@/contracts/shell';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { readChecklist } from '@/server/queries/checklist';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { GoTo, GoToForm } from '../go-to';
import { CheckForm } from './check-form';
import { answerText, CHECK_PLACE, CHECK_WORDS, CHECKED_LOOK, FINDING_LOOK } from './words';

interface ChecklistProps {
  readonly actor: Actor;
  readonly shop: ShopRef;
}

/** Who checked a row, when, and what they noted. */
function CheckedBy({ row, today }: { readonly row: CheckRowDto; readonly today: string }) {
  const { checked } = row;
  if (checked === null) return null;
  const on = checked.day === today ? 'today' : `on ${dayText(checked.day, { year: today.slice(0, 4) })}`;
  return (
    <p className="xs muted">
      {`Checked ${on} by ${checked.byName}${checked.note === '' ? '' : `: “${checked.note}”`}`}
    </p>
  );
}

function Item({
  row,
  list,
  mayCheck,
}: {
  readonly row: CheckRowDto;
  readonly list: ChecklistDto;
  readonly mayCheck: boolean;
}) {
  const { item, finding, isDone, checked } = row;
  const { externalId, today, money } = list.shop;
  const { name, why, every } = CHECK_WORDS[item];
  const place = CHECK_PLACE[item];
  const isTicked = checked !== null;
  const opens = place !== undefined && (item !== 'balance' || money !== null);
  return (
    <li className={isDone ? 'done' : undefined}>
      <div className="what">
        <h3>
          {name} <span className="faint xs font-normal">{`${every}: ${why}`}</span>
        </h3>
        <p className="sm">
          {answerText(item, list)}{' '}
          {opens ? (
            <GoTo shop={externalId} place={place.place} className="link goto">
              {place.label}
            </GoTo>
          ) : null}
        </p>
        <CheckedBy row={row} today={today} />
      </div>
      <div className="state">
        <StatusChip look={isTicked && finding === 'none' ? CHECKED_LOOK : FINDING_LOOK[finding]} />
        {isTicked && finding === 'attention' ? <StatusChip look={CHECKED_LOOK} /> : null}
      </div>
      {mayCheck ? (
        <CheckForm
          key={isTicked ? 'reopen' : 'check'}
          shop={externalId}
          item={item}
          deed={isTicked ? 'reopened' : 'checked'}
          name={name}
          label={isTicked ? 'Open again' : 'Check'}
        />
      ) : null}
    </li>
  );
}

function sayText({ shop, rows }: ChecklistDto): string {
  const { done, of } = shop.checks;
  if (done === of) return `All ${of} rows are in order or checked today.`;
  const attention = rows.filter(({ finding, isDone }) => finding === 'attention' && !isDone).length;
  const tick = rows.filter(({ finding, isDone }) => finding === 'none' && !isDone).length;
  const left = [
    ...(attention === 0 ? [] : [`${attention} to see to`]),
    ...(tick === 0 ? [] : [`${tick} that only you can answer`]),
  ];
  return `${done} of ${of} rows are done today; left: ${left.join(', ')}.`;
}

/** A shop's checklist of today: answered from the books where they hold it, else a tick with a note. */
export async function Checklist({ actor, shop }: ChecklistProps) {
  const { now } = await requireShop();
  const reader = { now, seesMoney: may(actor.role, 'see-money') };
  const list = await readChecklist(sellerDatabase().pool, shop.id, reader);
  if (list === null) notFound();
  const mayCheck = may(actor.role, 'check-shops');
  const open = list.rows.filter(({ isDone }) => !isDone).length;
  return (
    <>
      <GoToForm />
      <Section title={`Today, ${dayText(list.shop.today, { year: '' })}`} say={sayText(list)}>
        <ul className="checks">
          {list.rows.map((row) => (
            <Item key={row.item} row={row} list={list} mayCheck={mayCheck} />
          ))}
        </ul>
        {mayCheck && open > 1 ? (
          <div className="check-all">
            <p className="sm">
              {`Check all ${counted(open, 'row')} that are left: you say that you have looked at each, also in the seller center.`}
            </p>
            <CheckForm
              shop={shop.externalId}
              item="open"
              deed="checked"
              name="all that is left"
              label={`Check all ${open}`}
            />
          </div>
        ) : null}
      </Section>
    </>
  );
}

/** As high as the nine rows. */
export function ChecklistSkeleton() {
  return <Skeleton lines={9} rowHeight={60} label="Loading the checklist" />;
}
