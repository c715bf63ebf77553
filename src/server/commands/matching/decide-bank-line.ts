import 'server-only';
import type { PoolClient } from 'pg';
import type { AuditDeed } from '@/contracts/audit';
import { findReferences, formatReference, isReference } from '@/domain/bill/reference';
import type { Instant } from '@/domain/calendar/instant';
import { formatMinor } from '@/domain/money/money';
import { present } from '@/domain/shared/assert';
import { accepted, type Result } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import {
  type BankLineRow,
  decideBankLine,
  insertLineDecision,
  type LineDecision,
  lockBankLine,
  type SetAside,
} from '../../repositories/bank-lines';
import { type BillRow, findBill } from '../../repositories/bills';
import { type AuditActor, appendAudit } from '../audit/append-audit';
import { type BillRefusal, type BillResult, conflict } from '../bills/bill-refusal';
import { bookLine } from '../match-bank-lines';
import { judgeBooking } from './second-look';

/** A bank line, who decides about it, and when. */
export interface LineInput {
  /** Its number. */
  readonly line: number;
  readonly by: AuditActor;
  readonly now: Instant;
}

type Decided = Result<BankLineRow, BillRefusal>;

/** A bill that was paid otherwise is not paid again by a line that only may be meant for it, without its reference. */
const STILL_OPEN = ['unpaid', 'failed', 'expired', 'cancelled'] as const;

const NO_SUCH_LINE = {
  ok: false,
  refusal: { code: 'not-found', field: 'line', reason: 'There is no such bank line.' },
} as const;

type Decision = Omit<LineDecision, 'line' | 'byKey' | 'byName' | 'at'>;

/** What the audit log calls each way to decide. */
const DEEDS = {
  accepted: 'bank-line.matched',
  matched: 'bank-line.matched',
  declined: 'bank-line.declined',
  'returned-to-sender': 'bank-line.set-aside',
  'not-ours': 'bank-line.set-aside',
} as const satisfies Record<Decision['decision'], AuditDeed>;

/** Writes who decided what, last in the transaction: the log waits for it. */
async function keepDecision(
  connection: PoolClient,
  { line, by, now }: LineInput,
  row: BankLineRow,
  decision: Decision,
): Promise<void> {
  const { key, name } = by.person;
  await insertLineDecision(connection, { line, ...decision, byKey: key, byName: name, at: now });
  await appendAudit(connection, {
    actor: by,
    // What was decided against a bill is nothing of its seller's: the words may be about another payer.
    ...(decision.bill === null || decision.decision === 'declined'
      ? { sellerId: null }
      : { shopId: decision.bill.shopId }),
    deed: DEEDS[decision.decision],
    subject: decision.bill === null ? `line ${line}` : `line ${line}, bill ${decision.bill.id}`,
    detail: {
      decision: decision.decision,
      amount: `${formatMinor(row.amount)} ${row.currency}`,
    },
  });
}

function reasonText(bill: BillRow, sentence: string): string {
  const reference = bill.reference !== null && isReference(bill.reference) ? formatReference(bill.reference) : bill.id;
  return `${sentence} (${reference})`;
}

/** Whether a line says itself that it is for the bill, whatever the bill's state (R8.5). */
function isNamed({ description, counterparty }: BankLineRow, { reference }: BillRow): boolean {
  return findReferences(`${description} | ${counterparty}`).some((found) => found === reference);
}

async function acceptLocked(connection: PoolClient, input: LineInput): Promise<Decided> {
  const line = await lockBankLine(connection, input.line);
  if (line === null) return NO_SUCH_LINE;
  if (line.status === 'matched') return accepted(line);
  if (line.shopId === null || line.bill === null) return conflict('line', 'No bill is suggested for this bank line.');
  const booking = await judgeBooking(connection, line, line.shopId, input);
  if (!booking.ok) return booking;
  const credited = booking.value;
  const bill = present(await findBill(connection, line.shopId, line.bill), `bill ${line.bill}`);
  if (isNamed(line, bill) || STILL_OPEN.some((status) => status === bill.status)) {
    await decideBankLine(connection, line.id, {
      status: 'matched',
      bill,
      reason: `${line.reason} Confirmed.`,
      credited,
    });
    await keepDecision(connection, input, line, { decision: 'accepted', bill, reason: '' });
    return accepted(line);
  }
  const reason = `The bill that was suggested is ${bill.status} already.`;
  await decideBankLine(connection, line.id, { status: 'unmatched', bill: null, reason });
  return conflict('line', `${reason} The money waits, unmatched.`);
}

/**
 * Books a line with the bill that was suggested for it (R8.5). Accepting it again has no effect.
 * @returns the bill; refused if nothing is suggested, if it takes somebody else, or if the bill was paid otherwise meanwhile (the line is
 *   unmatched then)
 * @example await acceptSuggestion(database, { line: 12, by: actor, now })
 */
export async function acceptSuggestion(database: Database, input: LineInput): Promise<BillResult> {
  const decided = await inTransaction(database, (connection) => acceptLocked(connection, input));
  return decided.ok ? bookLine(database, decided.value, input.now) : decided;
}

/**
 * Says that a line is not meant for the bill that was suggested for it: it waits, unmatched. Lines are judged once, when they come, so the
 * bill is never suggested for it again; who finds out better matches it by hand.
 * @param input.reason why, for whoever looks at it next
 */
export function declineSuggestion(
  database: Database,
  input: LineInput & { readonly reason: string },
): Promise<Result<null, BillRefusal>> {
  return inTransaction(database, async (connection): Promise<Result<null, BillRefusal>> => {
    const line = await lockBankLine(connection, input.line);
    if (line === null) return NO_SUCH_LINE;
    if (line.status !== 'suggested' || line.shopId === null || line.bill === null)
      return conflict('line', 'No bill is suggested for this line any more. Open it again.');
    const bill = { shopId: line.shopId, id: line.bill };
    const reason = `Bill ${line.bill} was suggested and declined: ${input.reason}`;
    await decideBankLine(connection, line.id, { status: 'unmatched', bill: null, reason });
    await keepDecision(connection, input, line, { decision: 'declined', bill, reason: input.reason });
    return accepted(null);
  });
}

/** The bill to match a line with by hand. */
export interface MatchByHandInput extends LineInput {
  readonly shopId: number;
  readonly bill: string;
  /** A note for whoever looks at it next; may be empty. */
  readonly reason: string;
}

async function matchLocked(connection: PoolClient, input: MatchByHandInput): Promise<Decided> {
  const line = await lockBankLine(connection, input.line);
  if (line === null) return NO_SUCH_LINE;
  const bill = await findBill(connection, input.shopId, input.bill);
  if (bill === null) {
    return { ok: false, refusal: { code: 'not-found', field: 'bill', reason: 'There is no such bill.' } };
  }
  if (line.status === 'matched') {
    const isSame = line.shopId === bill.shopId && line.bill === bill.id;
    return isSame ? accepted(line) : conflict('line', `This line is matched with bill ${line.bill} already.`);
  }
  if (line.status === 'returned-to-sender') {
    return conflict('line', 'Its money went back to the sender: there is nothing left to match with a bill.');
  }
  const { rows } = await connection.query<{ currency: string }>('SELECT currency FROM shop WHERE id = $1', [
    bill.shopId,
  ]);
  const currency = rows[0]?.currency;
  if (currency !== line.currency)
    return conflict('bill', `The money is in ${line.currency}, and the bill in ${currency}. Choose a bill of its own.`);
  const booking = await judgeBooking(connection, line, bill.shopId, input);
  if (!booking.ok) return booking;
  const { name } = input.by.person;
  const reason = reasonText(bill, `Matched by hand by ${name}`);
  await decideBankLine(connection, line.id, { status: 'matched', bill, reason, credited: booking.value });
  await keepDecision(connection, input, line, { decision: 'matched', bill, reason: input.reason });
  return accepted({ ...line, shopId: bill.shopId, bill: bill.id });
}

/**
 * Books a line with a bill that ops found for it, whatever the bill's state (R8.5): it clears for what arrived, less is partial, more is
 * credit. Twice, or by two people at once, it books once: the second is told of the first, or hears that it is done.
 * @returns the bill; refused for another currency, for a line that is matched with another bill, and where it takes somebody else
 * @example await matchByHand(database, { line: 12, shopId: 3, bill: 'bil_...', reason: '', by: actor, now })
 */
export async function matchByHand(database: Database, input: MatchByHandInput): Promise<BillResult> {
  const decided = await inTransaction(database, (connection) => matchLocked(connection, input));
  return decided.ok ? bookLine(database, decided.value, input.now) : decided;
}

/**
 * Sets a line aside: its money went back, or was never a seller's. It books nothing. What is not ours can still be matched by hand; what went
 * back cannot.
 * @param input.reason for whoever looks at it next
 */
export function setAsideBankLine(
  database: Database,
  input: LineInput & { readonly as: SetAside; readonly reason: string },
): Promise<Result<null, BillRefusal>> {
  return inTransaction(database, async (connection): Promise<Result<null, BillRefusal>> => {
    const line = await lockBankLine(connection, input.line);
    if (line === null) return NO_SUCH_LINE;
    if (line.status === 'matched') return conflict('line', `This line is matched with bill ${line.bill} already.`);
    if (line.status === input.as) return accepted(null);
    await decideBankLine(connection, line.id, { status: input.as, bill: null, reason: input.reason });
    await keepDecision(connection, input, line, { decision: input.as, bill: null, reason: input.reason });
    return accepted(null);
  });
}
