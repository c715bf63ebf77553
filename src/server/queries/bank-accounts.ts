import 'server-only';
import type {
  AccountPayoutDto,
  AccountRulesDto,
  BankAccountDto,
  BankAccountsDto,
  SimulatedBankLineDto,
} from '@/contracts/bank-accounts';
import { traceReference } from '@/contracts/payout-trace';
import type { ShopContext } from '@/contracts/shell';
import { requiredAccountType } from '@/domain/bank-account/account-type';
import { isSameName } from '@/domain/bank-account/holder-name';
import { MOST_ATTEMPTS } from '@/domain/bank-account/micro-deposits';
import { accountScheme } from '@/domain/bank-account/plan-link';
import { standingOf } from '@/domain/bank-account/standing';
import type { ShopState } from '@/domain/books';
import { nextBusinessDay } from '@/domain/calendar/business-days';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { formatMinor, type Minor } from '@/domain/money/money';
import type { PayoutStatus } from '@/domain/payout/payout';
import { nextPayoutDay } from '@/domain/payout/schedule';
import { MARKETPLACES } from '@/domain/policy/books/index';
import type { Connection } from '../db/database';
import { type BankAccountRow, findBankAccount, listBankAccounts } from '../repositories/bank-accounts';
import { readShopState } from './statements-pending';

/** How many payouts to an account are named. */
const PAYOUTS_NAMED = 5;

type Shop = Pick<ShopContext, 'id' | 'marketplace' | 'zone' | 'today'>;

interface PayoutRecord {
  readonly account: string;
  readonly no: number;
  readonly initiated_on: PlainDate;
  readonly status: PayoutStatus;
  readonly amount_minor: Minor;
  readonly settled_on: PlainDate | null;
}

function payoutDto(row: PayoutRecord): AccountPayoutDto {
  const { no, status, initiated_on: initiatedOn, settled_on: settledOn } = row;
  return { no, status, initiatedOn, settledOn, amount: formatMinor(row.amount_minor) };
}

/** The newest payouts to each account of a shop. */
async function selectPayouts(connection: Connection, shopId: number): Promise<ReadonlyMap<string, PayoutRecord[]>> {
  const { rows } = await connection.query<PayoutRecord>(
    `SELECT b.account, p.no, p.initiated_on, p.status, p.amount_minor, p.settled_on
       FROM bank_account b CROSS JOIN LATERAL (
         SELECT * FROM payout p WHERE p.shop_id = b.shop_id AND p.account = b.account ORDER BY p.no DESC LIMIT $2) p
      WHERE b.shop_id = $1 ORDER BY p.no DESC`,
    [shopId, PAYOUTS_NAMED],
  );
  const byAccount = new Map<string, PayoutRecord[]>();
  for (const row of rows) byAccount.set(row.account, [...(byAccount.get(row.account) ?? []), row]);
  return byAccount;
}

async function selectInTransit(connection: Connection, shopId: number) {
  const { rows } = await connection.query<PayoutRecord & { readonly last4: string }>(
    `SELECT p.account, p.no, p.initiated_on, p.status, p.amount_minor, p.settled_on, b.last4
       FROM payout p JOIN bank_account b USING (shop_id, account)
      WHERE p.shop_id = $1 AND p.status = 'processing' ORDER BY p.no DESC`,
    [shopId],
  );
  return rows;
}

function accountDto(
  row: BankAccountRow,
  payouts: readonly PayoutRecord[],
  state: ShopState,
  { zone, today }: Shop,
): BankAccountDto {
  const day = (moment: Instant | null): PlainDate | null => (moment === null ? null : dayOf(moment, zone));
  const { account, last4, holderName, accountType, routingNumber, becomesPrimary, deposits } = row;
  const accountKind = routingNumber === null ? null : row.accountKind;
  return {
    ...{ accountKind },
    ...{ account, last4, holderName, accountType, routingNumber, becomesPrimary },
    isNamedRight: isSameName(holderName, state.registeredName),
    standing: standingOf(row.status, deposits, today),
    isPrimary: state.payoutAccount === account,
    linkedOn: day(row.linkedAt),
    verifiedOn: day(row.verifiedAt),
    removedOn: day(row.removedAt),
    deposits:
      deposits === null
        ? null
        : {
            sentOn: deposits.sentOn,
            arrivesOn: deposits.arrivesOn,
            expiresOn: deposits.expiresOn,
            attemptsLeft: MOST_ATTEMPTS - deposits.attempts,
          },
    payouts: payouts.map(payoutDto),
  };
}

/** Primary first, removed ones last; between them the order of the list stays. */
const rank = ({ isPrimary, standing }: BankAccountDto): number => (isPrimary ? 0 : standing === 'removed' ? 2 : 1);

/** What an account of the shop must be (the form of a new one needs no more). */
export async function readAccountRules(connection: Connection, shop: Pick<Shop, 'id'>): Promise<AccountRulesDto> {
  const { registeredName, registrationType, marketplace } = await readShopState(connection, shop.id);
  const { rows } = await connection.query<{ name: string }>(
    `SELECT m.name FROM shop s JOIN member m ON m.seller_id = s.seller_id
      WHERE s.id = $1 AND m.role = 'owner' AND m.status = 'active' ORDER BY m.no`,
    [shop.id],
  );
  return {
    registeredName,
    registrationType,
    requiredType: requiredAccountType(registrationType),
    scheme: accountScheme(marketplace),
    owners: rows.map(({ name }) => name),
  };
}

/**
 * The bank accounts of a shop, which of them is primary, and what is on its way to which (R7.4).
 * @param shop of the actor
 */
export async function readBankAccounts(connection: Connection, shop: Shop): Promise<BankAccountsDto> {
  const state = await readShopState(connection, shop.id);
  const rules = await readAccountRules(connection, shop);
  const rows = await listBankAccounts(connection, shop.id);
  const payouts = await selectPayouts(connection, shop.id);
  const inTransit = await selectInTransit(connection, shop.id);
  const { bankHolidays } = bookOf(MARKETPLACES, shop.marketplace);
  const accounts = rows.map((row) => accountDto(row, payouts.get(row.account) ?? [], state, shop));
  return {
    ...rules,
    accounts: accounts.toSorted((left, right) => rank(left) - rank(right)),
    inTransit: inTransit.map((row) => ({
      ...payoutDto(row),
      account: row.account,
      last4: row.last4,
      expectedOn: nextBusinessDay(row.initiated_on, bankHolidays),
    })),
    nextPayoutOn: nextPayoutDay(
      shop.today,
      { schedule: state.schedule, changedOn: state.scheduleChangedOn },
      bankHolidays,
    ),
    isBlocked: state.payoutFailed,
  };
}

/**
 * What an account's holder sees at the simulated bank: the two deposits, and payouts, from the day that they are there. Demo only: it tells
 * the amounts that prove an account.
 * @returns null where the shop has no such account
 */
export async function readSimulatedBank(
  connection: Connection,
  shop: Shop,
  account: string,
): Promise<{ readonly last4: string; readonly lines: readonly SimulatedBankLineDto[] } | null> {
  const row = await findBankAccount(connection, shop.id, account);
  if (row === null) return null;
  const { rows } = await connection.query<PayoutRecord & { readonly settled_on: PlainDate }>(
    `SELECT account, no, initiated_on, status, amount_minor, settled_on FROM payout
      WHERE shop_id = $1 AND account = $2 AND status = 'paid' ORDER BY no DESC LIMIT 20`,
    [shop.id, account],
  );
  const paid = rows.map((payout) => ({
    key: `payout-${payout.no}`,
    bookedOn: payout.settled_on,
    text: `Evenkeel Settlements, ${traceReference({ shopId: shop.id, no: payout.no, initiatedOn: payout.initiated_on })}`,
    amount: formatMinor(payout.amount_minor),
  }));
  const { deposits } = row;
  const small =
    deposits === null || deposits.arrivesOn > shop.today
      ? []
      : deposits.amounts.map((amount, index) => ({
          key: `deposit-${index + 1}`,
          bookedOn: deposits.arrivesOn,
          text: 'Evenkeel Settlements, account verification',
          amount: formatMinor(amount),
        }));
  const newestFirst = [...paid, ...small].toSorted((left, right) => right.bookedOn.localeCompare(left.bookedOn));
  return { last4: row.last4, lines: newestFirst };
}
