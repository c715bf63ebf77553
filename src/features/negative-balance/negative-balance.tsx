import type { NegativeBalanceDto, PayRequest } from '@/contracts/negative-balance';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readNegativeBalance } from '@/server/queries/negative-balance';
import { Figure } from '@/ui/amount';
import { isZero } from '@/ui/amount-text';
import { LinkButton } from '@/ui/button';
import { asOfText, dayText } from '@/ui/day-text';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { SectionGrid } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { Streamed } from '@/ui/streamed';
import { Chain, ChainSkeleton } from './chain';
import { Choices } from './choices';
import { Ladder } from './ladder';
import { PayPanel } from './pay-panel';

interface Props {
  readonly shop: ShopContext;
  readonly request: PayRequest;
}

function standText({ since, negativeDays, aboveZeroOn }: NegativeBalanceDto, year: string): string {
  const count = `${negativeDays} day-end${negativeDays === 1 ? '' : 's'}`;
  const below =
    since === null
      ? 'Below zero, and no day-end counts so far'
      : `Below zero since ${dayText(since, { year })}, ${count}`;
  const ahead =
    aboveZeroOn === null
      ? 'Nothing that is known yet covers it.'
      : `Forecast: above zero on ${dayText(aboveZeroOn, { year })}.`;
  return `${below}. ${ahead}`;
}

function Nothing({ shop }: { readonly shop: ShopContext }) {
  return (
    <>
      <PageHead title="Negative balance" asOf={asOfText(shop)} />
      <EmptyState
        icon="done"
        title="You owe nothing"
        action={<LinkButton href="/finances/bills">View your bills</LinkButton>}
      >
        If refunds or charges ever come to more than you have open, your balance goes below zero. This page then says
        why, and how to pay it off.
      </EmptyState>
    </>
  );
}

/** The negative balance: how it came, what each choice does, what comes if the seller waits; and the way to pay. */
export async function NegativeBalance({ shop, request }: Props) {
  const dto = await readNegativeBalance(sellerDatabase(), shop, request);
  if (dto === null || isZero(dto.owed)) return <Nothing shop={shop} />;
  return (
    <>
      <PageHead title="Negative balance" asOf={asOfText(shop)}>
        <Figure value={`-${dto.owed}`} currency={shop.currency} tone="owed" />
        <p className="muted sm">{standText(dto, shop.today.slice(0, 4))}</p>
      </PageHead>
      <SectionGrid>
        <div className="c8">
          <ErrorIsland what="Why it is negative">
            <Streamed fallback={<ChainSkeleton />}>
              <Chain shop={shop} />
            </Streamed>
          </ErrorIsland>
          <Choices dto={dto} shop={shop} />
          <Ladder dto={dto} shop={shop} />
        </div>
        <div className="c4 first-on-phone">
          <PayPanel shop={shop} dto={dto} request={request} />
        </div>
      </SectionGrid>
    </>
  );
}

/** As high as the page's first screen. */
export function NegativeBalanceSkeleton({ shop }: { readonly shop: ShopContext }) {
  return (
    <>
      <PageHead title="Negative balance" asOf={asOfText(shop)} />
      <Skeleton lines={14} label="Loading your negative balance" />
    </>
  );
}
