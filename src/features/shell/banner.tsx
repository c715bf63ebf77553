import { bankReason } from '@/contracts/bank-reasons';
import { may } from '@/contracts/permissions';
import type { BannerDto, BilledDto, ShopContext } from '@/contracts/shell';
import { requireShop } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { readBanner } from '@/server/queries/shell';
import { amountText, isZero } from '@/ui/amount-text';
import { Banner } from '@/ui/banner';
import { LinkButton } from '@/ui/button';
import { dayText } from '@/ui/day-text';
import { billedText, causeText, othersText, recoveryText, triggerText } from './labels';

type Of<Kind extends BannerDto['kind']> = Extract<BannerDto, { readonly kind: Kind }>;

interface Words {
  readonly currency: string;
  readonly year: string;
}

const ACCOUNTS = '/account/bank-accounts';
const DETAILS = '/finances/statements?status=pending&reason=negative-balance';

/** The one thing to do about it: pay what no bill asks for yet, or see to the bills that ask for all of it. */
function PayAction({ billed, currency }: { readonly billed: BilledDto; readonly currency: string }) {
  if (isZero(billed.billable)) return <LinkButton href="/finances/bills?status=under-way">View bills</LinkButton>;
  return (
    <LinkButton href="/finances/negative-balance" kind="primary">
      {billed.count === 0 ? 'Pay negative balance' : `Pay ${amountText(billed.billable, { currency })}`}
    </LinkButton>
  );
}

function Owed({ dto, shop, currency, year }: Words & { readonly dto: Of<'owed'>; readonly shop: ShopContext }) {
  const { owed, cause, recovery, frozenSince, billed } = dto;
  // All of it is paid and clears by itself: nothing is left to do.
  const isClearing = isZero(billed.billable) && billed.count > 0 && billed.clearing === billed.asked;
  const why = cause === null ? '' : `${causeText(cause)}${othersText(cause)}.`;
  const frozen = frozenSince === null ? '' : ` Withdrawals have been frozen since ${dayText(frozenSince, { year })}.`;
  const ahead = billed.count === 0 ? ` ${recoveryText(recovery, year)}` : billedText(billed, shop);
  return (
    <Banner
      tone={isClearing ? 'note' : 'owed'}
      icon={isClearing ? 'half' : 'below'}
      title={
        isClearing
          ? `Your payment of ${amountText(billed.clearing, { currency })} is clearing`
          : `Your balance is negative: ${amountText(`-${owed}`, { currency })}`
      }
      actions={
        <>
          <LinkButton href={DETAILS}>View details</LinkButton>
          {isClearing ? null : <PayAction billed={billed} currency={currency} />}
        </>
      }
    >
      {isClearing
        ? `You owe ${amountText(owed, { currency })} until then.${billedText(billed, shop)}`
        : `${why}${ahead}${frozen}`.trim()}
    </Banner>
  );
}

const HELD = {
  'freeze-withdrawals': 'Your withdrawals have been frozen since',
  'deactivate-shop': 'Your shop has been deactivated since',
  'suspend-promotions': 'Your promotions have been suspended since',
} as const satisfies Record<Of<'frozen'>['measure'], string>;

function Frozen({ dto, currency, year }: Words & { readonly dto: Of<'frozen'> }) {
  const { measure, since, owedThen, trigger, cause, available } = dto;
  const stops = measure !== 'suspend-promotions';
  const waits = stops && !isZero(available) ? ` ${amountText(available, { currency })} waits behind the freeze.` : '';
  const why =
    cause === null
      ? ''
      : ` ${causeText(cause)}, which cost you ${amountText(cause.amount.replace(/^-/, ''), { currency })}${othersText(cause)}.`;
  return (
    <Banner
      tone="held"
      icon="lock"
      title={`${HELD[measure]} ${dayText(since, { year })}`}
      actions={
        <>
          {isZero(available) ? null : (
            <LinkButton href="/finances/statements?status=pending&reason=withdrawals-frozen">View details</LinkButton>
          )}
          <LinkButton href="/health#appeal">Appeal</LinkButton>
        </>
      }
    >
      {`On that day ${triggerText(trigger, owedThen, currency)}.${why}${waits} You owe nothing now, so an appeal to the marketplace can lift it.`}
    </Banner>
  );
}

function Failed({ dto, currency, year }: Words & { readonly dto: Of<'payout-failed'> }) {
  const { amount, on, isReturned, code, last4, holderName, registeredName, payout } = dto;
  const { happened, cure } = bankReason(code);
  const names = code === 'name-mismatch' ? ` The account says “${holderName}”, your shop “${registeredName}”.` : '';
  return (
    <Banner
      tone="owed"
      icon="stop"
      title={`Your payout of ${amountText(amount, { currency })} ${isReturned ? 'came back' : 'failed'} on ${dayText(on, { year })}`}
      actions={
        <>
          <LinkButton href={`/finances/payouts?open=${payout}`}>View details</LinkButton>
          <LinkButton href={ACCOUNTS} kind="primary">
            Bank accounts
          </LinkButton>
        </>
      }
    >
      {`The bank refused it for the account ending ${last4}. ${happened}${names} ${cure} The money is back in your balance and is sent again then.`}
    </Banner>
  );
}

function Closed({ dto, currency, year }: Words & { readonly dto: Of<'closed'> }) {
  return (
    <Banner tone="note" icon="void" title={`Your shop was closed on ${dayText(dto.on, { year })}`}>
      {`Payouts are withheld until ${dayText(dto.paysFrom, { year })}, for refunds and disputes that may still come. ${amountText(dto.held, { currency })} is held until then.`}
    </Banner>
  );
}

function NoAccount({ dto, currency }: Words & { readonly dto: Of<'no-bank-account'> }) {
  return (
    <Banner
      tone="held"
      icon="bank"
      title={`${amountText(dto.available, { currency })} waits for a bank account`}
      actions={
        <LinkButton href={ACCOUNTS} kind="primary">
          Bank accounts
        </LinkButton>
      }
    >
      No bank account is verified for this shop. The next payout takes it once there is one.
    </Banner>
  );
}

function Said({ dto, shop, ...words }: Words & { readonly dto: BannerDto; readonly shop: ShopContext }) {
  switch (dto.kind) {
    case 'owed':
      return <Owed dto={dto} shop={shop} {...words} />;
    case 'frozen':
      return <Frozen dto={dto} {...words} />;
    case 'payout-failed':
      return <Failed dto={dto} {...words} />;
    case 'closed':
      return <Closed dto={dto} {...words} />;
    case 'no-bank-account':
      return <NoAccount dto={dto} {...words} />;
  }
}

function yearOf(shop: ShopContext): string {
  return shop.today.slice(0, 4);
}

/** What interrupts every finance page; nothing where nothing does, or where the role sees no money. */
export async function ShopBanner() {
  const shop = await requireShop();
  if (!may(shop.role, 'see-money')) return null;
  const dto = await readBanner(sellerDatabase(), shop);
  return dto === null ? null : <Said dto={dto} shop={shop} currency={shop.currency} year={yearOf(shop)} />;
}
