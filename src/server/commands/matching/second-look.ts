import 'server-only';
import { type CreditStanding, creditAlone } from '@/domain/bill/credit-alone';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import { formatMinor, type Minor, minus, sum, ZERO } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import { accepted, type Result } from '@/domain/shared/result';
import type { Connection } from '../../db/database';
import {
  type BankLineRow,
  type CreditedAlone,
  lockImports,
  type PlannedLine,
  selectCreditOfShops,
  selectUnfinishedLines,
} from '../../repositories/bank-lines';
import { selectOwnShops } from '../../repositories/members';
import type { AuditActor } from '../audit/append-audit';
import { type BillRefusal, conflict } from '../bills/bill-refusal';
import { limitOf } from '../decisions/decision-standing';
import { ownShopRefusal } from '../own-shop';

/** Who brings money into the books, and when. */
interface Bringing {
  readonly by: AuditActor;
  readonly now: Instant;
}

/** How these shops stand towards money that a person imported. No other import or match by the importer decides until the transaction ends. */
async function standingsOf(
  connection: Connection,
  shopIds: readonly number[],
  { by, now }: Bringing,
): Promise<Map<number, CreditStanding>> {
  await lockImports(connection);
  const shops = await selectCreditOfShops(connection, shopIds, { person: by.person.key, on: dayOf(now, 'UTC') });
  const unbooked = await selectUnfinishedLines(connection);
  return new Map(
    shops.map(({ shopId, currency, owed, creditedAlone }) => {
      const coming = sum(unbooked.filter((line) => line.shopId === shopId).map(({ amount }) => amount));
      return [
        shopId,
        { owed: owed > coming ? minus(owed, coming) : ZERO, creditedAlone, limit: limitOf({ currency }) },
      ];
    }),
  );
}

/**
 * Of what an import would book: what only somebody else may book is suggested instead. That is money for shops of the importer's own, and
 * what would turn more than one person may move alone into a shop's credit.
 */
export async function suggestToAnother(
  connection: Connection,
  planned: readonly PlannedLine[],
  bringing: Bringing,
): Promise<readonly PlannedLine[]> {
  const shopIds = planned.flatMap(({ plan }) => (plan.status === 'matched' ? [plan.bill.shopId] : []));
  if (shopIds.length === 0) return planned;
  const own = await selectOwnShops(connection, bringing.by.person.key);
  const standings = await standingsOf(connection, [...new Set(shopIds)], bringing);
  return planned.map((each): PlannedLine => {
    const { line, plan } = each;
    if (plan.status !== 'matched') return each;
    const { shopId } = plan.bill;
    const suggested = (why: string): PlannedLine => ({
      ...each,
      plan: { status: 'suggested', bill: plan.bill, reason: `${plan.reason} ${why}` },
    });
    if (own.has(shopId)) return suggested('Who imported it is a member of the shop’s seller: somebody else books it.');
    const credit = creditAlone(line.amount, present(standings.get(shopId), `standing of shop ${shopId}`));
    if (credit.needsSecond)
      return suggested(
        `${formatMinor(credit.excess)} ${line.currency} of it is more than is owed and becomes credit: somebody other than who imported it books it.`,
      );
    standings.set(shopId, credit.after);
    return { ...each, credited: creditedOn(credit.excess, bringing.now) };
  });
}

function creditedOn(amount: Minor, now: Instant): CreditedAlone | null {
  return amount === ZERO ? null : { amount, on: dayOf(now, 'UTC') };
}

/**
 * Whether somebody may have a line booked for a bill of a shop: not for shops of their own; not where it names a payout that came back; and who
 * imported it not, where it would turn more than one person may move alone into credit.
 * @returns what becomes credit on the word of the one who imported it; null where nothing does
 */
export async function judgeBooking(
  connection: Connection,
  line: BankLineRow,
  shopId: number,
  bringing: Bringing,
): Promise<Result<CreditedAlone | null, BillRefusal>> {
  const own = await ownShopRefusal(connection, bringing.by, shopId);
  if (own !== null) return conflict('line', own);
  // Its shop has the money again once the return is imported: as a bill's payment it would be there twice.
  if (line.trace !== null)
    return conflict(
      'line',
      `Its text names the payout ${line.trace}: it is money that came back, and pays no bill. Import the bank’s return, and set the line aside as not a seller’s payment.`,
    );
  if (line.importedBy !== bringing.by.person.key) return accepted(null);
  const standing = present(
    (await standingsOf(connection, [shopId], bringing)).get(shopId),
    `standing of shop ${shopId}`,
  );
  const { excess, needsSecond } = creditAlone(line.amount, standing);
  if (!needsSecond) return accepted(creditedOn(excess, bringing.now));
  const [more, limit] = [formatMinor(excess), formatMinor(standing.limit)];
  return conflict(
    'line',
    `You imported this line yourself, and ${more} ${line.currency} of it is more than the shop owes. One person turns at most ${limit} ${line.currency} a day into a shop’s credit: ask a colleague to book it.`,
  );
}
