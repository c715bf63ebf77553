import type { AppealStatus } from '@/contracts/appeals';
import { disputeChoice } from '@/contracts/decision-kinds';
import type { ShopMattersDto } from '@/contracts/ops-shop';
import { withParams } from '@/contracts/search-params';
import { Amount } from '@/ui/amount';
import { Door, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { utcText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { DataTable } from '@/ui/table';

const STATUS_WORD = {
  open: 'waits',
  granted: 'granted',
  refused: 'refused',
} as const satisfies Record<AppealStatus, string>;

interface Props extends ShopMattersDto {
  readonly shop: { readonly externalId: string; readonly currency: string };
}

function Disputes({ shop, disputes, disputeCount }: Pick<Props, 'shop' | 'disputes' | 'disputeCount'>) {
  if (disputes.length === 0) return null;
  const decide = (choice: string) =>
    withParams('/ops/decisions/new', { shop: shop.externalId, kind: 'dispute', dispute: choice });
  return (
    <Section title="Open disputes" say={`${counted(disputeCount, 'dispute')}. Their orders settle once they are won.`}>
      <DataTable
        caption="Open disputes"
        layout="stack plain"
        columns={[
          { key: 'order', label: 'Order' },
          { key: 'amount', label: 'Amount', align: 'right' },
          { key: 'outcome', label: 'Outcome' },
        ]}
      >
        {disputes.map(({ order, dispute, amount }) => (
          <tr key={disputeChoice({ order, dispute })}>
            <td className="full">
              <Door href={withParams(`/ops/shops/${encodeURIComponent(shop.externalId)}/facts`, { q: order })}>
                <span className="break-all">{order}</span>
              </Door>
              <span className="sub id break-all">{dispute}</span>
            </td>
            <td className="r" data-l="amount">
              <Amount value={amount} currency={shop.currency} />
            </td>
            <td data-l="outcome">
              <TextLink href={decide(disputeChoice({ order, dispute }))}>Decide</TextLink>
            </td>
          </tr>
        ))}
      </DataTable>
      {disputeCount > disputes.length ? <p className="sm muted">The first {disputes.length} are shown.</p> : null}
    </Section>
  );
}

function Appeals({ appeals }: Pick<Props, 'appeals'>) {
  if (appeals.length === 0) return null;
  return (
    <Section title="Appeals" say="What this shop’s people filed, the newest first.">
      <ul className="plain-list">
        {appeals.map(({ id, filedAt, filedName, status }) => (
          <li key={id}>
            <Door href={`/ops/appeals/${id}`}>{utcText(filedAt)}</Door>
            <span className="sub">
              by {filedName}, {STATUS_WORD[status]}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What somebody has to decide about a shop, or has decided: its open disputes and its appeals; nothing where there are none. */
export function OpsMatters(props: Props) {
  return (
    <>
      <Disputes {...props} />
      <Appeals {...props} />
    </>
  );
}
