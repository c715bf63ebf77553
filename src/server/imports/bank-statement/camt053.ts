import 'server-only';
import { type Minor, plus, ZERO } from '@/domain/money/money';
import { readCurrency, readPlainAmount } from './amounts';
import { readIsoDay } from './dates';
import { type Credit, cleanText, emptyReading, type Reading, referenceOrNone, refusedReading } from './reading';
import { type Element, parseXml } from './xml';

/** An entry's place in the file, in words. */
function fieldOf(statement: number, entry: number, name: string): string {
  return `Stmt[${statement}]/Ntry[${entry}]/${name}`;
}

/** The status of an entry: text up to version 07, a code inside from version 08. */
function isBooked(entry: Element): boolean {
  const status = entry.at('Sts');
  const code = status.at('Cd').text || status.text;
  return code === '' || code === 'BOOK';
}

function isReversal(entry: Element): boolean {
  return ['true', '1'].includes(entry.at('RvslInd').text);
}

/** The payer's name: inside Pty from version 08. */
function payerOf(detail: Element): string {
  const parties = detail.at('RltdPties');
  const names = ['Dbtr/Nm', 'Dbtr/Pty/Nm', 'UltmtDbtr/Nm', 'UltmtDbtr/Pty/Nm', 'InitgPty/Nm', 'InitgPty/Pty/Nm'];
  return cleanText(names.map((path) => parties.at(path).text).find((name) => name !== ''));
}

/** Whom money went to. */
function payeeOf(detail: Element): string {
  const parties = detail.at('RltdPties');
  const names = ['Cdtr/Nm', 'Cdtr/Pty/Nm', 'UltmtCdtr/Nm', 'UltmtCdtr/Pty/Nm'];
  return cleanText(names.map((path) => parties.at(path).text).find((name) => name !== ''));
}

type PartyOf = (detail: Element) => string;

function remittanceOf(detail: Element): string {
  const remittance = detail.at('RmtInf');
  return cleanText(
    ...remittance.all('Strd').map((structured) => structured.at('CdtrRefInf/Ref').text),
    ...remittance.all('Ustrd').map((line) => line.text),
    referenceOrNone(detail.at('Refs/EndToEndId').text),
    detail.at('AddtlTxInf').text,
  );
}

/** The amount of one payment of a batch, in the account's currency; null if the bank does not say it. */
function amountOfDetail(detail: Element, currency: string): Minor | null {
  for (const path of ['Amt', 'AmtDtls/TxAmt/Amt']) {
    const amount = detail.at(path);
    if (!amount.exists || amount.attribute('Ccy') !== currency) continue;
    const read = readPlainAmount(amount.text, '.');
    if (read.ok) return read.value;
  }
  return null;
}

/** What an entry says of all of its payments. */
type Booked = Pick<Credit, 'bookedOn' | 'amount' | 'currency'>;

function wholeEntry(entry: Element, booked: Booked, details: readonly Element[], partyOf: PartyOf): Credit {
  const [only] = details.length === 1 ? details : [];
  return {
    ...booked,
    counterparty: only === undefined ? '' : partyOf(only),
    description: cleanText(...details.map(remittanceOf), entry.at('AddtlNtryInf').text),
    bankReference:
      referenceOrNone(entry.at('AcctSvcrRef').text) ?? referenceOrNone(only?.at('Refs/AcctSvcrRef').text ?? ''),
  };
}

/**
 * The payments of a batch entry, each on its own. Where the bank does not give every amount, or they do not add up to the entry (charges
 * taken off), the entry stays one line: its money is not lost, and ops see all that it says.
 */
function paymentsOf(entry: Element, booked: Booked, partyOf: PartyOf): Credit[] {
  const details = entry.all('NtryDtls').flatMap((group) => group.all('TxDtls'));
  const amounts = details.map((detail) => amountOfDetail(detail, booked.currency));
  let total: Minor = ZERO;
  for (const amount of amounts) total = plus(total, amount ?? ZERO);
  const isSplit =
    details.length > 1 && total === booked.amount && amounts.every((amount) => amount !== null && amount > 0n);
  if (!isSplit) return [wholeEntry(entry, booked, details, partyOf)];
  const ofEntry = referenceOrNone(entry.at('AcctSvcrRef').text);
  return details.map((detail, index) => {
    const own = referenceOrNone(detail.at('Refs/AcctSvcrRef').text);
    // The batch's own reference names all of its payments; with its place it names one.
    const placed = ofEntry === null ? null : `${ofEntry}/${index + 1}`;
    return {
      ...booked,
      amount: amounts[index] ?? ZERO,
      counterparty: partyOf(detail),
      description: cleanText(remittanceOf(detail), entry.at('AddtlNtryInf').text),
      bankReference: own === null || own === ofEntry ? placed : own,
    };
  });
}

/** What an entry's mark and amounts come to: passed over, booked, or the field to mend. */
function readEntry(entry: Element, refuse: (name: string, place: Element, reason: string) => void): Booked | null {
  const amount = readPlainAmount(entry.at('Amt').text, '.');
  const currency = readCurrency(entry.at('Amt').attribute('Ccy'));
  const dated = ['BookgDt', 'ValDt'].map((name) => entry.at(name)).find((date) => date.exists) ?? entry;
  const bookedOn = readIsoDay(dated.at('Dt').text || dated.at('DtTm').text);
  if (!amount.ok) refuse('Amt', entry.at('Amt'), amount.refusal);
  else if (amount.value < 0n)
    refuse('Amt', entry.at('Amt'), 'is below zero; camt.053 tells debits by CdtDbtInd, export the file again');
  if (!currency.ok) refuse('Amt/@Ccy', entry.at('Amt'), currency.refusal);
  if (!bookedOn.ok) refuse('BookgDt', dated, bookedOn.refusal);
  if (!amount.ok || amount.value < 0n || !currency.ok || !bookedOn.ok) return null;
  return { amount: amount.value, currency: currency.value, bookedOn: bookedOn.value };
}

function readEntryInto(reading: Reading, entry: Element, field: (name: string) => string): void {
  const refuse = (name: string, place: Element, reason: string): void => {
    reading.refused.push({ line: place.line ?? entry.line, field: field(name), reason });
  };
  const mark = entry.at('CdtDbtInd').text;
  if (mark !== 'CRDT' && mark !== 'DBIT') {
    refuse('CdtDbtInd', entry, `"${mark.slice(0, 20)}" is neither CRDT nor DBIT; export the file again`);
    return;
  }
  const booked = readEntry(entry, refuse);
  if (booked === null) return;
  if (!isBooked(entry)) reading.passedOver.pending += 1;
  else if (isReversal(entry)) reading.passedOver.reversals += 1;
  else if (booked.amount === 0n) reading.passedOver.zeros += 1;
  else if (mark === 'DBIT') reading.debits.push(...paymentsOf(entry, booked, payeeOf));
  else reading.credits.push(...paymentsOf(entry, booked, payerOf));
}

/**
 * Reads a camt.053 of ISO 20022, versions 02 to 13: booked credits and debits, batches payment by payment. Reversals are passed over: they bring no
 * seller's money, and the payment that they take back is settled by ops.
 * @example readCamt053("<Document xmlns=...><BkToCstmrStmt>...")
 */
export function readCamt053(source: string): Reading {
  const parsed = parseXml(source);
  if ('refusal' in parsed) return { ...emptyReading(), refused: [parsed.refusal] };
  const statements = parsed.root.at('Document/BkToCstmrStmt').all('Stmt');
  if (statements.length === 0)
    return refusedReading(null, 'Document/BkToCstmrStmt/Stmt', 'is missing; export a statement (camt.053), no report');
  const reading = emptyReading();
  for (const [statementIndex, statement] of statements.entries()) {
    for (const [entryIndex, entry] of statement.all('Ntry').entries())
      readEntryInto(reading, entry, (name) => fieldOf(statementIndex + 1, entryIndex + 1, name));
  }
  return reading;
}
