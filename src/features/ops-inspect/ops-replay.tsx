import type { ComparedAmountDto, ComparedLineDto, StatementComparisonDto } from '@/contracts/ops-statement';
import type { ShopContext } from '@/contracts/shell';
import { FACTS_REPLAYED_UNASKED, type ReplayProofDto, type StatementHeadDto } from '@/contracts/statement';
import type { Database } from '@/server/db/database';
import { compareStatement } from '@/server/queries/ops/statement-comparison';
import { Amount } from '@/ui/amount';
import { LinkButton } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Icon } from '@/ui/icon';
import { ProofLine } from '@/ui/proof';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { Streamed } from '@/ui/streamed';
import { DataTable } from '@/ui/table';
import { EVENT_LABEL } from './ops-words';

interface ReplayProps {
  readonly shop: ShopContext;
  readonly database: Database;
  readonly head: StatementHeadDto;
  /** Lines after this one. */
  readonly after: number;
}

function Side({ value }: { readonly value: string | null }) {
  return value === null ? <span className="faint">none</span> : <Amount value={value} />;
}

function AmountRow({
  line,
  amount,
  isFirst,
}: {
  readonly line: ComparedLineDto;
  readonly amount: ComparedAmountDto;
  readonly isFirst: boolean;
}) {
  const isEqual = amount.stored === amount.replayed;
  return (
    <tr>
      <td className="full">
        {isFirst ? (
          <>
            <b className="b">{line.lineNo}</b> {EVENT_LABEL[line.event]}{' '}
            <span className="id">{line.order ?? 'the shop'}</span>
            <br />
          </>
        ) : null}
        {amount.label}
      </td>
      <td className="r" data-l="Stored">
        <Side value={amount.stored} />
      </td>
      <td className="r" data-l="Replayed">
        <Side value={amount.replayed} />
      </td>
      <td>
        <span className={`inline-flex items-center gap-1.5 ${isEqual ? 'muted' : 'text-owed'}`}>
          <Icon name={isEqual ? 'check' : 'stop'} /> {isEqual ? 'Equal' : 'Not equal'}
        </span>
      </td>
    </tr>
  );
}

function Compared({ caption, lines }: { readonly caption: string; readonly lines: readonly ComparedLineDto[] }) {
  return (
    <DataTable
      caption={caption}
      layout="stack"
      columns={[
        { key: 'amount', label: 'Line and amount' },
        { key: 'stored', label: 'Stored', align: 'right' },
        { key: 'replayed', label: 'Replayed', align: 'right' },
        { key: 'equal', label: 'Equal or not' },
      ]}
      isDense
    >
      {lines.flatMap((line) =>
        line.amounts.map((amount) => (
          <AmountRow key={`${line.lineNo}-${amount.no}`} line={line} amount={amount} isFirst={amount.no === 1} />
        )),
      )}
    </DataTable>
  );
}

function checksOf({
  proof,
  comparison,
  year,
}: {
  readonly proof: ReplayProofDto;
  readonly comparison: StatementComparisonDto;
  readonly year: string;
}) {
  const { lineCount, equalLineCount, amountCount, equalAmountCount } = comparison;
  const heads = proof.differences.filter(({ what }) => !what.startsWith('Line '));
  const [first] = heads;
  return [
    {
      key: 'head',
      holds: first === undefined,
      text:
        first === undefined ? (
          <>
            Replayed from {counted(proof.factCount, 'fact')} through {dayText(proof.through, { year })}: sums and
            standing <b>equal</b>
          </>
        ) : (
          <>
            {first.what}: the facts give {first.replayed}, the books say {first.stored}
            {heads.length > 1 ? `, and ${counted(heads.length - 1, 'more difference')}` : ''}
          </>
        ),
    },
    {
      key: 'lines',
      holds: equalLineCount === lineCount,
      text: (
        <>
          <b>{equalLineCount}</b> of {counted(lineCount, 'line')} equal
        </>
      ),
    },
    {
      key: 'amounts',
      holds: equalAmountCount === amountCount,
      text: (
        <>
          <b>{equalAmountCount}</b> of {counted(amountCount, 'amount')} equal
        </>
      ),
    },
  ];
}

async function Replayed({ shop, database, head, after }: ReplayProps) {
  const { proof, comparison } = await compareStatement(database, shop, head.no, after);
  const { different, page } = comparison;
  return (
    <>
      <ProofLine checks={checksOf({ proof, comparison, year: shop.today.slice(0, 4) })} />
      {different.length === 0 ? null : (
        <div className="mt-4">
          <h3>Lines that differ</h3>
          <Compared caption="Lines that differ from what the facts make" lines={different} />
        </div>
      )}
      {page.length === 0 ? null : (
        <details className="twin">
          <summary className="link">
            {page.length === 1 ? `Line ${page[0]?.lineNo}` : `Lines ${page[0]?.lineNo} to ${page.at(-1)?.lineNo}`},
            amount by amount
          </summary>
          <Compared caption="Lines as stored and as replayed" lines={page} />
        </details>
      )}
    </>
  );
}

/** The books made again from the facts, and this statement of them against its rows (R12.12). */
export function OpsReplay(props: ReplayProps & { readonly isAsked: boolean; readonly askHref: string }) {
  const { head, isAsked, askHref } = props;
  return (
    <Section
      title="Replay and difference"
      id="replay"
      say="The shop’s books made again from its facts alone, and this statement of them compared with what is stored."
    >
      {isAsked || head.factCount <= FACTS_REPLAYED_UNASKED ? (
        <Streamed
          fallback={<Skeleton lines={2} label={`Making the books again from ${counted(head.factCount, 'fact')}`} />}
        >
          <Replayed {...props} />
        </Streamed>
      ) : (
        <LinkButton href={`${askHref}#replay`} icon="refresh">
          Replay {counted(head.factCount, 'fact')}
        </LinkButton>
      )}
    </Section>
  );
}
