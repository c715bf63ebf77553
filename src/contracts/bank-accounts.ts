import { z } from 'zod';
import type { AccountKind, AccountType } from '@/domain/bank-account/account-type';
import type { AccountScheme } from '@/domain/bank-account/plan-link';
import type { AccountStanding } from '@/domain/bank-account/standing';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { RegistrationType } from '@/domain/fact/fact';
import { type Minor, minor } from '@/domain/money/money';
import type { PayoutStatus } from '@/domain/payout/payout';
import { keptText } from './kept-text';

/** An account's id, as it stands in addresses and forms. */
export const accountIdSchema = keptText().min(1).max(120);

/** What the form of a new account sends. What is wrong with it is judged by the rules, which name the field. */
export const linkAccountSchema = z.object({
  holderName: z.string().max(200).catch(''),
  accountType: z.enum(['corporate', 'personal']),
  // Asked of US accounts only.
  accountKind: z.enum(['checking', 'savings']).default('checking'),
  routingNumber: z.string().max(40).catch(''),
  accountNumber: z.string().max(80).catch(''),
  becomesPrimary: z
    .literal('on')
    .optional()
    .transform((checked) => checked === 'on'),
});

const BETWEEN = 'Each deposit is between 0.01 and 0.99, such as 0.27.';

/** A deposit as it is typed: "0.27", ".27", "$0.27", "0,27". */
const depositSchema = z
  .string()
  .max(20)
  .transform((text, context): Minor => {
    const [, cents] = /^\s*\$?\s*0?[.,](\d{2})\s*$/.exec(text) ?? [];
    if (cents !== undefined && cents !== '00') return minor(BigInt(cents));
    context.addIssue(BETWEEN);
    return z.NEVER;
  });

/** The two amounts of an account, in any order. */
export const depositsSchema = z.object({ account: accountIdSchema, first: depositSchema, second: depositSchema });

/** A payout that goes, or went, to an account. */
export interface AccountPayoutDto {
  readonly no: number;
  readonly initiatedOn: PlainDate;
  readonly status: PayoutStatus;
  readonly amount: string;
  /** The day of the bank's last word; null while it is on its way. */
  readonly settledOn: PlainDate | null;
}

/** A bank account of a shop. Of its number, the last four. */
export interface BankAccountDto {
  readonly account: string;
  readonly last4: string;
  readonly holderName: string;
  /** Whether it is held in the registered name. */
  readonly isNamedRight: boolean;
  /** Null where it came with the shop's first facts. */
  readonly accountType: AccountType | null;
  /** Null where it is not asked: an IBAN, or an account that came with facts. */
  readonly accountKind: AccountKind | null;
  readonly routingNumber: string | null;
  readonly standing: AccountStanding;
  readonly isPrimary: boolean;
  /** Payouts are to go to it as soon as it is verified. */
  readonly becomesPrimary: boolean;
  readonly linkedOn: PlainDate | null;
  readonly verifiedOn: PlainDate | null;
  readonly removedOn: PlainDate | null;
  readonly deposits: {
    readonly sentOn: PlainDate;
    readonly arrivesOn: PlainDate;
    readonly expiresOn: PlainDate;
    readonly attemptsLeft: number;
  } | null;
  /** The newest payouts, at most five. */
  readonly payouts: readonly AccountPayoutDto[];
}

/** What an account of the shop must be, and who may link it. */
export interface AccountRulesDto {
  readonly registeredName: string;
  readonly registrationType: RegistrationType;
  readonly requiredType: AccountType;
  readonly scheme: AccountScheme;
  /** Names of the owners, who alone may. */
  readonly owners: readonly string[];
}

/** All bank accounts of a shop. */
export interface BankAccountsDto extends AccountRulesDto {
  /** The primary one first, then the newest; removed ones last. */
  readonly accounts: readonly BankAccountDto[];
  /** Payouts on their way, each with the account that it keeps. */
  readonly inTransit: readonly (AccountPayoutDto & {
    readonly account: string;
    readonly last4: string;
    readonly expectedOn: PlainDate;
  })[];
  /** The first payout day after today. */
  readonly nextPayoutOn: PlainDate;
  /** A payout failed, and the account has not been confirmed or changed since (R7.5). */
  readonly isBlocked: boolean;
}

/** A line of the simulated bank's statement of an account. */
export interface SimulatedBankLineDto {
  readonly key: string;
  readonly bookedOn: PlainDate;
  readonly text: string;
  readonly amount: string;
}
