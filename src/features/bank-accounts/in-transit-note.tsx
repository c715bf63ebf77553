import type { BankAccountsDto } from '@/contracts/bank-accounts';
import type { ShopContext } from '@/contracts/shell';
import { amountText } from '@/ui/amount-text';
import { Banner } from '@/ui/banner';
import { dayText } from '@/ui/day-text';

interface NoteProps {
  readonly dto: BankAccountsDto;
  readonly shop: ShopContext;
}

/** Payouts on their way keep the account that they started with (R7.4); nothing where none is. */
export function InTransitNote({ dto, shop }: NoteProps) {
  const [newest, ...others] = dto.inTransit;
  if (newest === undefined) return null;
  const year = shop.today.slice(0, 4);
  const amount = amountText(newest.amount, { currency: shop.currency });
  const more =
    others.length === 0
      ? ''
      : ` ${others.map((payout) => `${amountText(payout.amount, { currency: shop.currency })} to the one ending ${payout.last4}`).join(', ')} too.`;
  return (
    <Banner
      tone="note"
      icon="moving"
      title={`The payout of ${amount} on its way goes to the account ending ${newest.last4}`}
    >
      {`It keeps the account that it started with, also if you change the account now.${more} Later payouts go to the new one: the next is on ${dayText(dto.nextPayoutOn, { year })} at the earliest.`}
    </Banner>
  );
}

/** Payouts that wait for the account to be confirmed or changed (R7.5); nothing where none failed. */
export function BlockedNote({ dto, shop }: NoteProps) {
  if (!dto.isBlocked) return null;
  const primary = dto.accounts.find(({ isPrimary }) => isPrimary);
  const cure =
    primary === undefined || primary.isNamedRight
      ? 'Confirm the account, make another one primary, or link a new one.'
      : `The account is held by “${primary.holderName}”, your shop is registered as “${dto.registeredName}”. Make another account primary, or link a new one.`;
  return (
    <Banner tone="owed" icon="stop" title="Your payouts wait: the last one came back">
      {`${cure} The money is in your balance and is sent again on ${dayText(dto.nextPayoutOn, { year: shop.today.slice(0, 4) })} at the earliest.`}
    </Banner>
  );
}
