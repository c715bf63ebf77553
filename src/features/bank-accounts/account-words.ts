import type { BankAccountDto, BankAccountsDto } from '@/contracts/bank-accounts';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { TYPE_LABEL } from './labels';

/** "business, linked Thu 12 Mar". */
export function historyText(account: BankAccountDto, year: string): string {
  const { accountType, linkedOn, verifiedOn, removedOn } = account;
  const [word, day] =
    removedOn !== null
      ? (['removed', removedOn] as const)
      : linkedOn !== null
        ? (['linked', linkedOn] as const)
        : (['verified', verifiedOn] as const);
  const type = accountType === null ? [] : [TYPE_LABEL[accountType].toLowerCase()];
  return [...type, ...(day === null ? [] : [`${word} ${dayText(day, { year })}`])].join(', ');
}

/** What a row says under its state. */
export function stateNote(account: BankAccountDto, dto: BankAccountsDto, year: string): string {
  const { standing, deposits, isPrimary, payouts } = account;
  const day = (value: string) => dayText(value, { year });
  if (standing === 'to-enter' && deposits !== null) {
    const { attemptsLeft } = deposits;
    return `${counted(attemptsLeft, 'attempt')} left, until ${day(deposits.expiresOn)}`;
  }
  if (standing === 'on-their-way' && deposits !== null) return `there by ${day(deposits.arrivesOn)}`;
  if (standing === 'expired' || standing === 'attempts-used') return 'link it again';
  if (isPrimary && standing === 'verified')
    return dto.isBlocked ? 'payouts wait' : `next payout day ${day(dto.nextPayoutOn)}`;
  const [last] = payouts;
  return last === undefined ? 'no payout yet' : `last payout ${day(last.initiatedOn)}`;
}
