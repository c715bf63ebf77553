import { bankReason } from '@/contracts/bank-reasons';
import type { MatchingSearch, SentBackDto } from '@/contracts/matching';
import { opsShopPath } from '@/contracts/ops-lists';
import { may } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { isFresh } from '@/server/auth/step-up';
import { opsDatabase } from '@/server/db/ops';
import { listSentBack } from '@/server/queries/ops/matching-returns';
import { Amount } from '@/ui/amount';
import { Door, TextLink } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { type ColumnHead, DataTable } from '@/ui/table';
import { ReturnsFileForm } from './ops-import-form';
import { ProveFirst } from './ops-prove-first';
import { MATCHING_PATH } from './ops-words';

const COLUMNS: readonly ColumnHead[] = [
  { key: 'shop', label: 'Shop' },
  { key: 'payout', label: 'Payout' },
  { key: 'why', label: 'What the bank said' },
  { key: 'on', label: 'Came back' },
  { key: 'amount', label: 'Amount', align: 'right' },
];

const LOOK = {
  failed: { word: 'Failed', icon: 'stop', tone: 'owed' },
  returned: { word: 'Returned', icon: 'back', tone: 'owed' },
} as const;

function Row({ payout }: { readonly payout: SentBackDto }) {
  const { happened, cure } = bankReason(payout.code);
  return (
    <tr>
      <td className="full">
        <Door href={opsShopPath(payout.shop)}>{payout.shopName}</Door>
      </td>
      <td className="full">
        No {payout.no}, {dayText(payout.initiatedOn, { year: '' })}
        <span className="sub id">{payout.trace}</span>
      </td>
      <td className="full">
        <StatusChip look={LOOK[payout.status]} />
        <span className="sub">
          {happened} The seller was told: {cure}
        </span>
      </td>
      <td data-l="came back">{dayText(payout.settledOn, { year: '' })}</td>
      <td className="r" data-l="amount">
        <Amount value={payout.amount} currency={payout.currency} />
      </td>
    </tr>
  );
}

interface Props {
  readonly actor: Actor;
  readonly search: MatchingSearch;
}

async function SentBack({ actor, search: { after } }: Props) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: 'payouts that came back' });
  const { payouts, next } = await listSentBack(pool, after);
  if (payouts.length === 0) {
    return (
      <EmptyState icon="payouts" title="No payout came back">
        Payouts that a bank does not take, or sends back, are listed here with the reason in words.
      </EmptyState>
    );
  }
  const query = new URLSearchParams({ tab: 'returns', after: next ?? '' });
  return (
    <>
      <DataTable caption="Payouts that came back" columns={COLUMNS}>
        {payouts.map((payout) => (
          <Row key={`${payout.shop} ${payout.no}`} payout={payout} />
        ))}
      </DataTable>
      {next === null ? null : (
        <p className="sm muted older">
          <TextLink href={`${MATCHING_PATH}?${query}`}>Show older</TextLink>
        </p>
      )}
    </>
  );
}

/** Payouts that came back, and the next file of the bank. */
export function OpsReturns({ actor, search }: Props) {
  const isIts = may(actor.role, 'match-money');
  return (
    <SectionGrid>
      <div className={isIts ? 'c8' : 'c12'}>
        <Section
          title="Payouts that came back"
          say="What came back last first. The money is open again, and is sent once the seller has confirmed or changed the account."
        >
          <SentBack actor={actor} search={search} />
        </Section>
      </div>
      {isIts ? (
        <div className="c4">
          <Section
            title="Import a return file"
            say="All of a file or nothing: a line that matches no payout is named, and the file waits until it is mended."
          >
            {isFresh(actor) ? <ReturnsFileForm /> : <ProveFirst back={`${MATCHING_PATH}?tab=returns`} />}
          </Section>
        </div>
      ) : null}
    </SectionGrid>
  );
}
