import '../statements.css';
import type { ShopContext } from '@/contracts/shell';
import type { StatementHeadDto } from '@/contracts/statement';
import { addDays } from '@/domain/calendar/plain-date';
import { LinkButton } from '@/ui/button';
import { asOfText, dayText } from '@/ui/day-text';
import { PageHead } from '@/ui/page-head';
import { StatusChip } from '@/ui/status-chip';
import { KIND_LABEL, lookOf, REASON_LABEL } from '../labels';
import { STATEMENTS_PATH } from '../search';
import type { StatementView } from '../view';
import { PrintButton } from './print-button';

/** What a statement is called wherever it has to be named: shop and number. */
export function referenceOf(shop: Pick<ShopContext, 'externalId'>, no: number): string {
  return `${shop.externalId}/${no}`;
}

/** When a statement closed: a daily one at the end of its day, the others at the moment that they arose (R6.1). */
function closedText({ kind, day }: StatementHeadDto): string {
  if (kind !== 'daily') return `${KIND_LABEL[kind]}, closed on ${dayText(day, { style: 'short' })}`;
  return `Daily, closed ${dayText(addDays(day, 1), { style: 'short' })} 00:00`;
}

function SellerActions({ no }: { readonly no: number }) {
  return (
    <>
      <LinkButton href={`${STATEMENTS_PATH}/${no}/export`} icon="download" download>
        CSV
      </LinkButton>
      <PrintButton />
    </>
  );
}

/** The head of a statement's page: its day, where it stands, its reference. */
export function StatementHead({
  shop,
  head,
  view,
}: {
  readonly shop: ShopContext;
  readonly head: StatementHeadDto;
  readonly view: StatementView;
}) {
  return (
    <PageHead
      title={`Statement of ${dayText(head.day, { style: 'long' })}`}
      asOf={asOfText(shop)}
      crumb={{ ...view.crumb, here: dayText(head.day, { style: 'short', year: '' }) }}
      actions={view.actions ?? <SellerActions no={head.no} />}
    >
      <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusChip
          look={lookOf(head.status, head.reason)}
          {...(head.reason === null ? {} : { reason: REASON_LABEL[head.reason] })}
          loud
        />
        <span className="sm muted">{closedText(head)}</span>
        <span className="id">{referenceOf(shop, head.no)}</span>
      </p>
    </PageHead>
  );
}
