import type { BillDetailDto, BillPaymentDto, BillRowDto } from '@/contracts/bills';
import type { ShopContext } from '@/contracts/shell';
import { formatReference, isReference } from '@/domain/bill/reference';
import { type Instant, toEpochMillis, wallTime } from '@/domain/calendar/instant';
import { dayText } from '@/ui/day-text';
import type { Step } from '@/ui/stepper';
import { failureWords, wasTakenBack } from './failure-words';

type Zoned = Pick<ShopContext, 'zone' | 'today'>;

/** The marketplace's day of a moment, and its time. */
export function dayAndTime(moment: Instant, { zone, today }: Zoned): { readonly day: string; readonly time: string } {
  const wall = wallTime(moment, zone);
  return { day: dayText(wall.slice(0, 10), { year: today.slice(0, 4) }), time: wall.slice(11, 16) };
}

/** @example "Fri 13 Mar 10:42" */
export function momentText(moment: Instant, shop: Zoned): string {
  const { day, time } = dayAndTime(moment, shop);
  return `${day}\u00a0${time}`;
}

/** A transfer's reference in groups of four, as it is printed. @example referenceText("RF18539007547034") === "RF18 5390 0754 7034" */
export function referenceText(reference: string): string {
  return isReference(reference) ? formatReference(reference) : reference;
}

/** The time alone where it is on the same day as another moment. */
function nearText(moment: Instant, other: Instant, shop: Zoned): string {
  const near = dayAndTime(moment, shop);
  return near.day === dayAndTime(other, shop).day ? near.time : momentText(moment, shop);
}

/** @example lasted("…10:42", "…11:03") === "21 minutes" */
export function lasted(from: Instant, to: Instant): string {
  const minutes = Math.round((toEpochMillis(to) - toEpochMillis(from)) / 60_000);
  if (minutes < 1) return 'at once';
  if (minutes < 120) return `${minutes} minute${minutes === 1 ? '' : 's'}`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

/** @example failedNote("insufficient_funds") === "declined; nothing was charged" */
function failedNote(code: string | null): string {
  return wasTakenBack(code)
    ? 'the payment was taken back before it cleared'
    : `${failureWords(code).step.toLowerCase()}; nothing was charged`;
}

/** What is to be known about a bill's state at once: by when, since when, or what became of the money. */
export function stateNote(bill: BillRowDto, shop: Zoned): string {
  switch (bill.status) {
    case 'unpaid':
      return `open until ${momentText(bill.expiresAt, shop)}`;
    case 'processing':
      return bill.needsAction ? 'your bank waits for your confirmation' : 'the bank has not answered yet';
    case 'paid':
      return bill.clearsAt === null ? '' : `cleared by ${nearText(bill.clearsAt, bill.paidAt ?? bill.createdAt, shop)}`;
    case 'cleared':
      return bill.clearedAt === null ? '' : nearText(bill.clearedAt, bill.createdAt, shop);
    case 'failed':
      return failedNote(bill.failureCode);
    case 'cancelled':
      return 'nothing was charged';
    case 'expired':
      return `unpaid until ${momentText(bill.expiresAt, shop)}`;
    case 'reversed':
      return 'the payment was taken back';
  }
}

function failedSteps(code: string | null, ahead: Step): readonly Step[] {
  const word = failureWords(code).step;
  if (!wasTakenBack(code))
    return [{ key: 'processing', word, state: 'bad', note: 'nothing was charged; pay it another way' }, ahead];
  return [
    { key: 'processing', word: 'Processing', state: 'did', note: 'card charged' },
    { key: 'paid', word, state: 'bad', note: 'before it cleared; what you owe stayed as it was' },
  ];
}

/** What becomes of what a payment brought beyond what was owed (R8.4). @example "is paid out with the next payout" */
export function paidOutText({ payout }: BillPaymentDto, year: string): string {
  return payout === null
    ? 'is paid out with the next payout'
    : `went out with the payout of ${dayText(payout.initiatedOn, { year })}`;
}

/** How far the payment itself has come. */
function payingSteps(bill: BillDetailDto, shop: Zoned): readonly Step[] {
  const isTransfer = bill.method === 'bank-transfer';
  const word = isTransfer ? 'Transfer awaited' : 'Processing';
  const { status, paidAt } = bill;
  if (paidAt !== null) {
    const note = nearText(paidAt, bill.createdAt, shop);
    const what = isTransfer ? 'the money arrived' : 'card charged';
    return [
      { key: 'processing', word, state: 'did', note: isTransfer ? '' : what },
      { key: 'paid', word: 'Paid', state: 'did', note: isTransfer ? `${note}, ${what}` : `${note}, captured` },
    ];
  }
  const ahead: Step = { key: 'paid', word: 'Paid', state: 'ahead' };
  if (status === 'unpaid') {
    const note = `by ${momentText(bill.expiresAt, shop)}`;
    return isTransfer ? [{ key: 'processing', word, state: 'at', note }, ahead] : [{ ...ahead, note }];
  }
  if (status === 'processing') {
    const note = bill.needsAction ? 'confirm at your bank' : 'the bank has not answered yet';
    return [{ key: 'processing', word: bill.needsAction ? 'Action needed' : word, state: 'at', note }, ahead];
  }
  if (status === 'failed') return failedSteps(bill.failureCode, ahead);
  const ended = status === 'expired' ? 'Expired' : 'Cancelled';
  return [{ key: 'ended', word: ended, state: 'end', note: stateNote(bill, shop) }];
}

function clearingSteps(bill: BillDetailDto, shop: Zoned): readonly Step[] {
  const { status, paidAt, clearsAt, clearedAt } = bill;
  if (status === 'cancelled' || status === 'expired') return [];
  if (status === 'paid') {
    const by = clearsAt === null ? '' : `by ${nearText(clearsAt, paidAt ?? bill.createdAt, shop)}`;
    return [
      { key: 'clearing', word: 'Clearing', state: 'at', note: by },
      { key: 'cleared', word: 'Cleared', state: 'ahead' },
    ];
  }
  if (clearedAt === null || paidAt === null) {
    return [
      { key: 'clearing', word: 'Clearing', state: 'ahead' },
      { key: 'cleared', word: 'Cleared', state: 'ahead' },
    ];
  }
  return [
    { key: 'clearing', word: 'Clearing', state: 'did', note: lasted(paidAt, clearedAt) },
    { key: 'cleared', word: 'Cleared', state: 'did', note: nearText(clearedAt, bill.createdAt, shop) },
  ];
}

/** The steps of a bill as far as it has come (R8.2). */
export function stepsOf(bill: BillDetailDto, shop: Zoned): readonly Step[] {
  const made: Step = { key: 'made', word: 'Bill made', state: 'did', note: momentText(bill.createdAt, shop) };
  const steps = [made, ...payingSteps(bill, shop), ...clearingSteps(bill, shop)];
  if (bill.status !== 'reversed') return steps;
  const note = bill.reversedOn === null ? '' : dayText(bill.reversedOn, { year: shop.today.slice(0, 4) });
  return [...steps, { key: 'reversed', word: 'Reversed', state: 'bad', note }];
}
