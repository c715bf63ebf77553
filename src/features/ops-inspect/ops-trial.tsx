import type {
  OpsStatementSearch,
  StatementTrialDto,
  TriableVersionDto,
  TriedAmountDto,
  TriedLineDto,
} from '@/contracts/ops-statement';
import type { ShopContext } from '@/contracts/shell';
import type { StatementHeadDto } from '@/contracts/statement';
import type { Database } from '@/server/db/database';
import { listTriableVersions, tryVersion } from '@/server/queries/ops/statement-trial';
import { Amount } from '@/ui/amount';
import { isZero } from '@/ui/amount-text';
import { Door } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Field } from '@/ui/filters';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { Streamed } from '@/ui/streamed';
import { DataTable } from '@/ui/table';
import { EVENT_LABEL, SUM_LABEL, VERSION_STATUS } from './ops-words';

interface TrialProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly head: StatementHeadDto;
  readonly asked: OpsStatementSearch;
  /** The page itself: what the form comes back to. */
  readonly href: string;
}

function versionText({ version, effectiveFrom, status }: TriableVersionDto): string {
  return `Version ${version}, from ${dayText(effectiveFrom, { year: '' })} (${VERSION_STATUS[status]})`;
}

function TrialForm({
  versions,
  asked,
  href,
}: Pick<TrialProps, 'asked' | 'href'> & { readonly versions: readonly TriableVersionDto[] }) {
  return (
    <form action={`${href}#time-machine`} method="get" className="form flex flex-wrap items-end gap-3">
      <Field label="Version of the policy" id="trial-version">
        <select id="trial-version" name="version" defaultValue={asked.version ?? versions[0]?.version}>
          {versions.map((version) => (
            <option key={version.version} value={version.version}>
              {versionText(version)}
            </option>
          ))}
        </select>
      </Field>
      <Field label="In effect from" id="trial-since">
        <select id="trial-since" name="since" defaultValue={asked.since}>
          <option value="orders">the day the first of these orders was placed</option>
          <option value="opening">the shop’s opening</option>
        </select>
      </Field>
      <button type="submit" className="btn primary">
        Try it
      </button>
    </form>
  );
}

function Side({ value, none }: { readonly value: string | null; readonly none: string }) {
  return value === null ? <span className="faint">{none}</span> : <Amount value={value} />;
}

function Difference({ value }: { readonly value: string }) {
  return isZero(value) ? <Amount value={value} /> : <Amount value={value} sign="always" />;
}

/** Where the other version puts the line, if not here. */
function movedText(line: TriedLineDto, day: string, year: string): string | null {
  if (line.afterOn === null) return 'That version makes no such line by the last closed day.';
  if (line.lineNo === null) return 'Only that version makes this line.';
  return line.afterOn === day ? null : `That version puts it on ${dayText(line.afterOn, { year })}.`;
}

function AmountRow({ amount }: { readonly amount: TriedAmountDto }) {
  return (
    <tr>
      <td className="full">{amount.label}</td>
      <td className="r" data-l="As it is">
        <Side value={amount.before} none="none" />
      </td>
      <td className="r" data-l="That version">
        <Side value={amount.after} none="none" />
      </td>
      <td className="r" data-l="Difference">
        <Difference value={amount.difference} />
      </td>
    </tr>
  );
}

function LineRows({ line, day, year }: { readonly line: TriedLineDto; readonly day: string; readonly year: string }) {
  const moved = movedText(line, day, year);
  return (
    <>
      <tr className="grp">
        <td className="full">
          {line.lineNo} {EVENT_LABEL[line.event]} <span className="faint break-all">{line.order}</span>
          {moved === null ? null : <span className="sub">{moved}</span>}
        </td>
        <td className="r" data-l="As it is">
          <Amount value={line.before} />
        </td>
        <td className="r" data-l="That version">
          <Amount value={line.after} />
        </td>
        <td className="r" data-l="Difference">
          <Difference value={line.difference} />
        </td>
      </tr>
      {line.amounts.map((amount) => (
        <AmountRow key={amount.no} amount={amount} />
      ))}
    </>
  );
}

const COLUMNS = [
  { key: 'before', label: 'As it is', align: 'right' },
  { key: 'after', label: 'That version', align: 'right' },
  { key: 'difference', label: 'Difference', align: 'right' },
] as const;

function Sums({ trial }: { readonly trial: StatementTrialDto }) {
  return (
    <DataTable caption="What both versions come to" layout="stack" columns={[{ key: 'sum', label: 'Sum' }, ...COLUMNS]}>
      {trial.sums.map(({ key, before, after, difference }) => (
        <tr key={key}>
          <td className="full">{key === 'payable' ? <b className="b">{SUM_LABEL[key]}</b> : SUM_LABEL[key]}</td>
          <td className="r" data-l="As it is">
            <Amount value={before} />
          </td>
          <td className="r" data-l="That version">
            <Amount value={after} />
          </td>
          <td className="r" data-l="Difference">
            <Difference value={difference} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

async function Tried({ shop, database, head, asked }: TrialProps) {
  if (asked.version === undefined) return null;
  const trial = await tryVersion(database, shop, head, { version: asked.version, since: asked.since });
  if (trial === null) {
    return (
      <EmptyState icon="calendar" title="Nothing to try">
        There is no version {asked.version} of this marketplace’s policy, or the day of this statement is not closed
        yet.
      </EmptyState>
    );
  }
  const year = shop.today.slice(0, 4);
  return (
    <div className="mt-5 flex flex-col gap-5">
      <p>
        As if <Door href={`/ops/policies/${shop.marketplace}/${trial.version}`}>version {trial.version}</Door> had been
        in effect from {dayText(trial.from, { year })}:{' '}
        <b>
          {trial.changedCount === 0
            ? `${counted(trial.lineCount, 'line')}, the same to the cent`
            : `${trial.changedCount} of ${counted(trial.lineCount, 'line')} otherwise`}
        </b>
        . Nothing is changed by trying.
      </p>
      <Sums trial={trial} />
      <DataTable
        caption="Lines by both versions"
        layout="stack"
        columns={[{ key: 'line', label: 'Line and amount' }, ...COLUMNS]}
        isDense
      >
        {trial.lines.map((line) => (
          <LineRows key={`${line.lineNo}-${line.event}-${line.order}`} line={line} day={trial.day} year={year} />
        ))}
      </DataTable>
      {trial.lines.length < trial.lineCount ? (
        <p className="sm muted">
          {trial.lines.length} of {counted(trial.lineCount, 'line')} shown, those that differ first.
        </p>
      ) : null}
    </div>
  );
}

/** What another version of the policy would have given for this statement: the same engine over the same facts. */
export async function OpsTrial(props: TrialProps) {
  const versions = await listTriableVersions(props.database.pool, props.shop);
  return (
    <Section
      title="Policy time machine"
      id="time-machine"
      say="What another version of the policy would have given for these lines, by the same engine from the same facts."
    >
      <TrialForm versions={versions} asked={props.asked} href={props.href} />
      <Streamed
        key={`${props.asked.version}-${props.asked.since}`}
        fallback={<Skeleton lines={6} label="Running the other version" />}
      >
        <Tried {...props} />
      </Streamed>
    </Section>
  );
}

/** As high as the form. */
export function OpsTrialSkeleton() {
  return (
    <Section title="Policy time machine">
      <Skeleton lines={2} label="Loading the versions" />
    </Section>
  );
}
