import 'server-only';
import type { PortfolioMoneyDto, PortfolioRowDto } from '@/contracts/portfolio';
import type { ShopState } from '@/domain/books';
import { dayOf, type Instant, startOfDay } from '@/domain/calendar/instant';
import { addDays, daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import {
  CHECK_ITEMS,
  type CheckItem,
  type CheckStanding,
  type Finding,
  findingOf,
  isChecked,
} from '@/domain/checklist/checklist';
import { bookOf } from '@/domain/close/open-shop';
import { formatMinor, larger, type Minor, minus, sum, ZERO } from '@/domain/money/money';
import { pendingOf } from '@/domain/payout/pending-reason';
import { type Policies, type PolicyBook, policyOn, type SettlementTier } from '@/domain/policy/policy';
import { idleOutlook, needsSomebody, nextMeasures, standingOf, urgencyOf } from '@/domain/portfolio/shop-standing';
import { readState } from '../repositories/state-codec';

/** A shop as the one query of the portfolio selects it. */
export interface PortfolioRecord {
  readonly id: number;
  readonly external_id: string;
  readonly name: string;
  readonly marketplace: string;
  readonly opened_on: PlainDate;
  readonly closed_through: PlainDate | null;
  readonly available: Minor;
  readonly in_transit: Minor;
  readonly reserved: Minor;
  readonly on_hold: Minor;
  readonly owed: Minor;
  readonly reserve_level: 0 | 1 | 2 | 3;
  readonly settlement_tier: SettlementTier;
  readonly state: string;
  /** What bills under way ask for. */
  readonly asked: Minor;
  /** When each order that waits must be shipped, of those due within two days; and how many wait in all. */
  readonly ship_bys: readonly Instant[];
  readonly waiting: number;
  /** The last day on which each row was checked and not opened again: "activity 2026-03-14". */
  readonly checked: readonly string[];
  readonly trusted_count: number | null;
  readonly unprotected_count: number | null;
  readonly alerts: number;
}

/** What a reader may see, and the time it is. */
export interface PortfolioReader {
  readonly now: Instant;
  readonly seesMoney: boolean;
}

function todayOf({ closed_through, opened_on }: PortfolioRecord, book: PolicyBook, now: Instant): PlainDate {
  const clockDay = dayOf(now, book.zone);
  const firstOpen = closed_through === null ? opened_on : addDays(closed_through, 1);
  return firstOpen < clockDay && closed_through !== null ? firstOpen : clockDay;
}

interface Facts {
  readonly record: PortfolioRecord;
  readonly state: ShopState;
  readonly book: PolicyBook;
  readonly today: PlainDate;
}

function moneyOf({ record, state, book, today }: Facts): PortfolioMoneyDto {
  const counted = larger(ZERO, minus(record.owed, sum(state.capturedBills.map(({ amount }) => amount))));
  const { above, atEndOf } = nextMeasures(counted, state.negativeDays, today, policyOn(book, today));
  const pending = state.closedThrough === null ? null : pendingOf(state, book);
  return {
    available: formatMinor(record.available),
    owed: formatMinor(record.owed),
    billable: formatMinor(larger(ZERO, minus(record.owed, record.asked))),
    inTransit: formatMinor(record.in_transit),
    reserved: formatMinor(record.reserved),
    onHold: formatMinor(record.on_hold),
    negativeDays: state.negativeDays,
    nextAbove: above === null ? null : formatMinor(above),
    nextAtEndOf: atEndOf,
    openDisputes: formatMinor(sum(state.openDisputes.map(({ amount }) => amount))),
    payout: pending === null ? null : { reason: pending.reason, on: pending.nextPayoutOn },
  };
}

function pendingOrdersOf({ record, book, today }: Facts, now: Instant): PortfolioRowDto['pendingOrders'] {
  const tomorrow = startOfDay(addDays(today, 1), book.zone);
  const late = record.ship_bys.filter((shipBy) => shipBy <= now).length;
  const urgent = record.ship_bys.filter((shipBy) => shipBy < tomorrow).length;
  return { count: record.waiting, late, dueToday: Math.max(0, urgent - late) };
}

/** The day of the last check of a row that counts; null for none. */
function checkedOnOf(record: Pick<PortfolioRecord, 'checked'>, item: CheckItem): PlainDate | null {
  const found = record.checked.find((text) => text.startsWith(`${item} `));
  return found === undefined ? null : (found.slice(item.length + 1) as PlainDate);
}

/** Everything the list says of one shop. */
export function portfolioRow(
  record: PortfolioRecord,
  { now, seesMoney }: PortfolioReader,
  policies: Policies,
): PortfolioRowDto {
  const state = readState(record.state);
  const book = bookOf(policies, record.marketplace);
  const today = todayOf(record, book, now);
  const facts: Facts = { record, state, book, today };
  const pendingOrders = pendingOrdersOf(facts, now);
  const standing = standingOf(state, { today, lateOrderCount: pendingOrders.late }, policyOn(book, today));
  const idleDays = Math.max(0, daysBetween(state.lastActiveOn, today));
  const asked: CheckStanding = {
    activity: state.activity,
    idleDays,
    isOwing: record.owed > ZERO,
    urgentOrderCount: pendingOrders.late + pendingOrders.dueToday,
    openDisputeCount: state.openDisputes.length,
    reserveLevel: record.reserve_level,
    probation: state.probation,
    trustedCount: record.trusted_count === 0 ? null : record.trusted_count,
    unprotectedCount: record.unprotected_count ?? 0,
  };
  const findings = Object.fromEntries(CHECK_ITEMS.map((item) => [item, findingOf(item, asked)])) as Record<
    CheckItem,
    Finding
  >;
  const left = toCheck(record, findings, today);
  return {
    id: record.id,
    externalId: record.external_id,
    name: record.name,
    marketplaceName: book.name,
    marketplace: record.marketplace,
    currency: book.currency,
    today,
    standing,
    needsYou: needsSomebody(standing),
    urgency: urgencyOf(record.owed, state.negativeDays, policyOn(book, today)),
    measures: state.measures.map(({ measure, since }) => ({ measure, since })),
    level: record.reserve_level,
    tier: record.settlement_tier,
    probation: state.probation,
    activity: state.activity,
    lastActiveOn: state.lastActiveOn,
    idleDays,
    idleOutlook: idleOutlook(state, policyOn(book, today)),
    openDisputeCount: state.openDisputes.length,
    pendingOrders,
    alerts: record.alerts,
    checks: {
      done: CHECK_ITEMS.length - left.length,
      of: CHECK_ITEMS.length,
      attention: CHECK_ITEMS.filter((item) => findings[item] === 'attention').length,
    },
    findings,
    toCheck: left,
    money: seesMoney ? moneyOf(facts) : null,
  };
}

/** Rows of the checklist that the books do not answer with "all is well" and nobody has checked. */
function toCheck(
  record: PortfolioRecord,
  findings: Readonly<Record<CheckItem, Finding>>,
  today: PlainDate,
): readonly CheckItem[] {
  return CHECK_ITEMS.filter((item) => !isChecked(item, findings[item], checkedOnOf(record, item), today));
}
