import { Fragment, type ReactNode } from 'react';
import type { ShopContext } from '@/contracts/shell';
import type {
  LineGroupDto,
  LinesPageDto,
  OtherLineDto,
  StatementHeadDto,
  StatementSearch,
} from '@/contracts/statement';
import { readLines } from '@/server/queries/statement-lines';
import { Amount } from '@/ui/amount';
import { TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { SearchForm } from '@/ui/filters';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { ColumnHeads } from '@/ui/table';
import { EVENT_NOUN } from '../labels';
import type { StatementView } from '../view';
import { LineRows, withDays } from './line-rows';

interface LinesProps {
  readonly shop: ShopContext;
  readonly head: StatementHeadDto;
  readonly view: StatementView;
  readonly asked: StatementSearch;
}

/** "Placed 26 Feb, delivered 2 Mar, settled 10 Mar". */
function lifeText({ placedOn, deliveredOn, settledOn }: LineGroupDto): string {
  const steps = [
    ['placed', placedOn],
    ['delivered', deliveredOn],
    ['settled', settledOn],
  ] as const;
  const text = steps
    .flatMap(([word, day]) => (day === null ? [] : [`${word} ${dayText(day, { style: 'short' })}`]))
    .join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function GroupHead({ group }: { readonly group: LineGroupDto }) {
  return (
    <tr className="grp">
      <td>
        {group.order === null ? (
          'The shop as a whole'
        ) : (
          <>
            <span className="break-all">{group.order}</span> <span className="faint">{group.products.join(', ')}</span>
          </>
        )}
      </td>
      <td className="hide">
        <span className="faint">{lifeText(group)}</span>
      </td>
      <td className="r">
        <Amount value={group.subtotal} />
      </td>
    </tr>
  );
}

interface OnStatement {
  readonly no: number;
  readonly day: string;
  readonly lines: OtherLineDto[];
}

/** Lines of an order on other statements, by statement. */
function byStatement(others: readonly OtherLineDto[]): readonly OnStatement[] {
  const statements = new Map<number, OnStatement>();
  for (const other of others) {
    const statement = statements.get(other.statementNo) ?? { no: other.statementNo, day: other.day, lines: [] };
    statement.lines.push(other);
    statements.set(other.statementNo, statement);
  }
  return [...statements.values()];
}

/** Lines of the same order elsewhere: what came before, and after. */
function Elsewhere({
  group,
  year,
  view,
}: {
  readonly group: LineGroupDto;
  readonly year: string;
  readonly view: StatementView;
}) {
  if (group.others.length === 0) return null;
  return (
    <tr className="plain">
      <td colSpan={3} className="full">
        {byStatement(group.others).map(({ no, day, lines }) => (
          <span className="sub" key={no}>
            <TextLink href={view.statementHref(no)}>Statement of {dayText(day, { style: 'short', year })}</TextLink> has
            of this order:{' '}
            {lines.map((line, index) => (
              <Fragment key={line.event}>
                {index === 0 ? null : ', '}
                {EVENT_NOUN[line.event]} <Amount value={line.amount} sign="always" />
              </Fragment>
            ))}
            .
          </span>
        ))}
      </td>
    </tr>
  );
}

/** What the reserve took of every order, where it is the same sentence for all of several: said once, under the table. */
function sharedWithholding({ groups }: LinesPageDto): string | null {
  const said = groups.flatMap((group) => group.lines.flatMap((line) => line.withholding ?? []));
  const [first] = said;
  return said.length > 1 && first !== undefined && said.every((sentence) => sentence === first) ? first : null;
}

/** What stands behind a group, over the whole width. */
function BehindGroup({ children }: { readonly children: ReactNode }) {
  return (
    <tr className="plain">
      <td colSpan={3} className="full">
        {children}
      </td>
    </tr>
  );
}

async function Table({ page, shop, head, view }: Omit<LinesProps, 'asked'> & { readonly page: LinesPageDto }) {
  const behind = view.readBehind === null ? null : await view.readBehind(page);
  const year = shop.today.slice(0, 4);
  const isSaidOnce = sharedWithholding(page) !== null;
  return (
    <table className="tbl stack plain">
      <caption className="sr">Lines by order, amounts in {shop.currency}</caption>
      <ColumnHeads
        columns={[
          { key: 'line', label: 'Line' },
          { key: 'basis', label: 'Basis' },
          { key: 'amount', label: `Amount, ${shop.currency}`, align: 'right' },
        ]}
      />
      <tbody>
        {page.groups.map((group) => (
          <Fragment key={group.order ?? ''}>
            <GroupHead group={group} />
            {group.lines.map((line) => (
              <LineRows
                key={line.lineNo}
                line={isSaidOnce ? { ...line, withholding: null } : line}
                shop={shop}
                view={view}
              />
            ))}
            {behind === null ? null : <BehindGroup>{behind(group)}</BehindGroup>}
            <Elsewhere group={group} year={year} view={view} />
          </Fragment>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>
            {head.orderCount === 0
              ? 'The whole statement'
              : `The whole statement, ${counted(head.orderCount, 'order')}`}
          </td>
          <td className="hide" />
          <td className="r">
            <Amount value={head.payable} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

async function LinesTable({ shop, head, view, asked }: LinesProps) {
  const page = await readLines(view.database.pool, shop, head, asked);
  const shared = sharedWithholding(page);
  if (page.groups.length === 0) {
    return (
      <EmptyState
        icon="search"
        title="No line fits the search"
        action={<TextLink href={view.statementHref(head.no)}>Show all lines</TextLink>}
      >
        Lines are found by an order’s id, a product or the words of the line.
      </EmptyState>
    );
  }
  return (
    <>
      <Table page={page} shop={shop} head={head} view={view} />
      {shared === null ? null : (
        <p className="sm muted mt-3">
          <b className="b">Reserve, for each of these orders.</b> {withDays(shared, shop.today.slice(0, 4))}
        </p>
      )}
      {page.next === null && asked.after === undefined ? null : (
        <p className="sm muted older">
          {asked.after === undefined ? null : (
            <>
              <TextLink href={view.statementHref(head.no, { q: asked.q })}>First lines</TextLink>{' '}
            </>
          )}
          {page.next === null ? null : (
            <TextLink href={view.statementHref(head.no, { q: asked.q, after: page.next })}>Show more lines</TextLink>
          )}
        </p>
      )}
    </>
  );
}

/** The lines of a statement by order, searchable, each with what it was computed from. */
export function Lines(props: LinesProps) {
  const { head, view, asked } = props;
  return (
    <Section
      title="Lines"
      columns={8}
      id="lines"
      aside={
        <SearchForm
          action={view.statementHref(head.no)}
          name="q"
          value={asked.q ?? ''}
          placeholder="Order, product or line"
          keep={{}}
        />
      }
    >
      <LinesTable {...props} />
    </Section>
  );
}

/** As high as a statement of a few orders. */
export function LinesSkeleton() {
  return (
    <Section title="Lines" columns={8}>
      <Skeleton lines={8} rowHeight={44} label="Loading lines" />
    </Section>
  );
}
