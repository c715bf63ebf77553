import { randomUUID } from 'node:crypto';
import { notFound } from 'next/navigation';
import type { BankLineCaseDto, BankLineDto, FoundBillDto, LineDecisionDto } from '@/contracts/matching';
import { opsBillPath, opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import { may, ROLES } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { isFresh } from '@/server/auth/step-up';
import { lookAtShop } from '@/server/commands/audit/look-at-shop';
import { opsDatabase } from '@/server/db/ops';
import { readBankLine } from '@/server/queries/ops/matching-transfers';
import { Amount, Figure } from '@/ui/amount';
import { amountText, isZero } from '@/ui/amount-text';
import { Door, TextLink } from '@/ui/button';
import { dayText, utcText } from '@/ui/day-text';
import { SearchForm } from '@/ui/filters';
import { KeyValues } from '@/ui/lists';
import { PageHead } from '@/ui/page-head';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { MatchForm, SetAsideForm, SuggestionForm } from './ops-line-forms';
import { ProveFirst } from './ops-prove-first';
import { BILL_WORDS, DECISION_WORDS, LINE_LOOK, linePath, MATCHING_PATH } from './ops-words';

const chosenPath = (line: number, bill: FoundBillDto, q: string | undefined): string => {
  const query = new URLSearchParams({ ...(q === undefined ? {} : { q }), shop: String(bill.shopNo), bill: bill.id });
  return `${linePath(line)}?${query}`;
};

function About({ line }: { readonly line: BankLineDto }) {
  return (
    <Section title="What the bank says">
      <KeyValues
        pairs={[
          { term: 'From', value: line.counterparty === '' ? 'nobody named' : line.counterparty },
          { term: 'Words', value: line.description === '' ? 'none' : line.description },
          { term: 'Booked', value: dayText(line.bookedOn, { year: '' }) },
          { term: 'Why it stands so', value: line.reason },
        ]}
      />
    </Section>
  );
}

function History({ decisions }: { readonly decisions: readonly LineDecisionDto[] }) {
  if (decisions.length === 0) return null;
  return (
    <Section title="What was decided" say="The first first. A decision stays on record.">
      <KeyValues
        pairs={decisions.map(({ decision, bill, reason, byName, at }) => ({
          term: utcText(at),
          value: `${DECISION_WORDS[decision]}${bill === null ? '' : `, bill ${bill}`}, by ${byName}${reason === '' ? '.' : `: ${reason}`}`,
        }))}
      />
    </Section>
  );
}

function BillPairs({ bill }: { readonly bill: FoundBillDto }) {
  return (
    <KeyValues
      pairs={[
        {
          term: 'Shop',
          value: (
            <>
              <Door href={opsShopPath(bill.shop)}>{bill.shopName}</Door>
              {bill.sellerName === null ? '' : ` of ${bill.sellerName}`}
            </>
          ),
        },
        {
          term: 'Bill',
          value: (
            <Door href={opsBillPath(bill.shop, bill.id)}>
              <span className="id">{bill.reference ?? bill.id}</span>
            </Door>
          ),
        },
        { term: 'Asks for', value: <Amount value={bill.amount} currency={bill.currency} /> },
        { term: 'Received so far', value: <Amount value={bill.received} currency={bill.currency} /> },
        { term: 'State', value: BILL_WORDS[bill.status] },
        { term: 'Made', value: utcText(bill.createdAt) },
      ]}
    />
  );
}

function Preview({
  line,
  chosen: { bill, preview },
}: {
  readonly line: BankLineDto;
  readonly chosen: NonNullable<BankLineCaseDto['chosen']>;
}) {
  const { currency } = bill;
  const text = (value: string) => amountText(value, { currency });
  const rest = isZero(preview.excess)
    ? `${text(preview.stillOwed)} is still owed then.`
    : `${text(preview.excess)} is more than is owed: it becomes the shop’s credit.`;
  return (
    <>
      <p className="sm mt-4">
        {text(line.amount)} arrived for a bill over {text(bill.amount)}. {rest}
      </p>
      {preview.debts.length === 0 ? null : (
        <DataTable
          caption="What it clears"
          layout="stack l-pair"
          columns={[
            { key: 'statement', label: 'Statement' },
            { key: 'before', label: 'Owed now', align: 'right' },
            { key: 'paid', label: 'Paid by this', align: 'right' },
            { key: 'after', label: 'Owed then', align: 'right' },
          ]}
        >
          {preview.debts.map((debt) => (
            <tr key={debt.statement}>
              <td className="full">
                <Door href={opsStatementPath(bill.shop, debt.statement)}>Statement {debt.statement}</Door>
              </td>
              <td className="r" data-l="owed now">
                <Amount value={debt.owedBefore} />
              </td>
              <td className="r" data-l="paid by this">
                <Amount value={debt.paid} />
              </td>
              <td className="r" data-l="owed then">
                <Amount value={debt.owedAfter} />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </>
  );
}

/** The bill that is looked at, what the money would clear of it, and the decision. */
export function Chosen({
  line,
  chosen,
  isProved,
}: {
  readonly line: BankLineDto;
  readonly chosen: NonNullable<BankLineCaseDto['chosen']>;
  readonly isProved: boolean;
}) {
  const { bill } = chosen;
  const isSuggested = line.status === 'suggested' && line.bill?.id === bill.id;
  const clears = `${amountText(line.amount, { currency: line.currency })} to ${bill.shopName}`;
  if (bill.currency !== line.currency)
    return (
      <Section id="chosen" title="The bill that you chose">
        <BillPairs bill={bill} />
        <p className="sm mt-4">
          The money is in {line.currency}, and this bill in {bill.currency}: it cannot pay it. Choose a bill in{' '}
          {line.currency}.
        </p>
      </Section>
    );
  return (
    <Section
      id="chosen"
      title={isSuggested ? 'The bill that is suggested' : 'The bill that you chose'}
      say={
        isSuggested
          ? line.reason
          : 'The money clears it for what arrived, whatever its state: less is partial, more is credit.'
      }
    >
      <BillPairs bill={bill} />
      <Preview line={line} chosen={chosen} />
      {isProved ? null : (
        <div className="mt-4">
          <ProveFirst back={chosenPath(line.id, bill, undefined)} />
        </div>
      )}
      <div className="mt-4">
        {isSuggested ? (
          <SuggestionForm line={line.id} formKey={randomUUID()} clears={isProved ? clears : null} />
        ) : isProved ? (
          <MatchForm line={line.id} shop={bill.shopNo} bill={bill.id} formKey={randomUUID()} clears={clears} />
        ) : null}
      </div>
    </Section>
  );
}

function Found({ dto, q }: { readonly dto: BankLineCaseDto; readonly q: string | undefined }) {
  const { line, found } = dto;
  return (
    <Section
      title="Find the bill"
      say={
        q === undefined
          ? `Bills over ${amountText(line.amount, { currency: line.currency })}; or search by a reference, a shop or an amount.`
          : `Bills in ${line.currency} for “${q}”, the newest first.`
      }
    >
      <SearchForm
        action={linePath(line.id)}
        name="q"
        value={q ?? ''}
        placeholder="Reference, shop or amount"
        keep={{}}
      />
      {found.length === 0 ? (
        <EmptyState icon="search" title="No such bill">
          Search by the reference (RF…), the beginning of the shop’s or the seller’s registered name, or the bill’s
          amount, like 87.40.
        </EmptyState>
      ) : (
        <DataTable
          caption="Bills that were found"
          columns={[
            { key: 'shop', label: 'Shop' },
            { key: 'bill', label: 'Bill' },
            { key: 'state', label: 'State' },
            { key: 'amount', label: 'Asks for', align: 'right' },
          ]}
        >
          {found.map((bill) => (
            <tr key={`${bill.shopNo} ${bill.id}`}>
              <td className="full">
                <TextLink href={`${chosenPath(line.id, bill, q)}#chosen`}>{bill.shopName}</TextLink>
                <span className="sub">{bill.sellerName ?? 'of no organisation yet'}</span>
              </td>
              <td className="full">
                <span className="id">{bill.reference ?? bill.id}</span>
                <span className="sub">{utcText(bill.createdAt)}</span>
              </td>
              <td data-l="state">{BILL_WORDS[bill.status]}</td>
              <td className="r" data-l="asks for">
                <Amount value={bill.amount} currency={bill.currency} />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </Section>
  );
}

function Decide({
  dto,
  actor,
  q,
}: {
  readonly dto: BankLineCaseDto;
  readonly actor: Actor;
  readonly q: string | undefined;
}) {
  const { line, chosen } = dto;
  if (line.status === 'matched') {
    return (
      <Section title="The bill that it paid">{line.bill === null ? null : <BillPairs bill={line.bill} />}</Section>
    );
  }
  if (!may(actor.role, 'match-money')) {
    return (
      <Section
        title="Matching"
        say={`Your role is ${ROLES[actor.role].name}: an ops agent or an ops lead matches transfers.`}
      />
    );
  }
  return (
    <>
      {chosen === null ? null : <Chosen line={line} chosen={chosen} isProved={isFresh(actor)} />}
      <Found dto={dto} q={q} />
    </>
  );
}

interface Props {
  readonly actor: Actor;
  readonly line: number;
  readonly q: string | undefined;
  readonly chosen: { readonly shopId: number; readonly id: string } | null;
}

/** One transfer, the bill that it may be meant for, and the decision. That a shop's bill was looked at is on its seller's record. */
export async function OpsBankLine({ actor, line: id, q, chosen }: Props) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: `bank line ${id}` });
  const dto = await readBankLine(pool, id, { words: q, chosen });
  if (dto === null) notFound();
  const { line } = dto;
  const ofShop = dto.chosen?.bill ?? line.bill;
  if (ofShop !== null) await lookAtShop(actor, ofShop.shop, `bill ${ofShop.id}, for bank line ${id}`);
  const mayMatch = may(actor.role, 'match-money') && line.status !== 'matched';
  return (
    <>
      <PageHead
        title={`Transfer of ${dayText(line.bookedOn, { year: '' })}`}
        crumb={{ href: MATCHING_PATH, label: 'Matching', here: `Line ${line.id}` }}
      >
        <Figure value={line.amount} currency={line.currency} />
        <StatusChip look={LINE_LOOK[line.status]} loud />
      </PageHead>
      <SectionGrid>
        <div className="c7">
          <Decide dto={dto} actor={actor} q={q} />
        </div>
        <div className="c5">
          <About line={line} />
          <History decisions={dto.decisions} />
          {mayMatch ? (
            <Section title="Set it aside" say="Where the money is no seller’s payment.">
              <SetAsideForm line={line.id} formKey={randomUUID()} />
            </Section>
          ) : null}
        </div>
      </SectionGrid>
    </>
  );
}
