import 'server-only';
import { Parser } from 'mt940js';
import { readPlainAmount } from './amounts';
import { readSwiftDay } from './dates';
import { cleanText, emptyReading, type Reading, referenceOrNone, refusedReading } from './reading';

/** Fields of an MT940; others (:13D:, :34F:, :90C:) belong to reports and are passed over. */
const KNOWN_FIELD = /^:(?:20|21|25|28|60|61|62|64|65|86|NS)[A-Z]?:/;
const ANY_FIELD = /^:(?:\d{2}|NS)[A-Z]?:/;

/** The beginning of :61: as it stands: value date, entry date, mark, amount. The parser's own are a rolled-over date and a float. */
const LINE_FIELD = /^(\d{6})(\d{4})?(R?[CD])[A-Z]?([\d,]{1,16})[A-Z]/;

/** Lines without what stands before the first message and without fields that an MT940 does not have. */
function ownFields(lines: readonly string[]): string {
  const first = lines.findIndex((line) => line.startsWith(':20:') || line.startsWith('{1:'));
  const kept: string[] = [];
  let isKnown = true;
  for (const line of lines.slice(Math.max(first, 0))) {
    if (ANY_FIELD.test(line)) isKnown = KNOWN_FIELD.test(line);
    else if (line.startsWith('{') || line.startsWith('-')) isKnown = true;
    if (isKnown) kept.push(line);
  }
  return kept.join('\n');
}

type Transaction = ReturnType<Parser['parse']>[number]['transactions'][number];

/** The subfields of :86: that hold the remittance, as German banks number them. */
const REMITTANCE = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29', '60', '61', '62', '63'];

/** Payer and remittance of :86: (?20 ... ?32, /NAME/ .../REMI/ ..., or free text) with the customer's reference of :61:. */
function wordsOf(transaction: Transaction): { readonly counterparty: string; readonly description: string } {
  const parts = transaction.structuredDetails ?? {};
  const remittance = REMITTANCE.map((name) => parts[name] ?? '').join('');
  return {
    counterparty: cleanText(parts['32'] ?? parts['NAME'] ?? '', parts['33']),
    description: cleanText(
      remittance === '' ? transaction.details : remittance,
      referenceOrNone(transaction.reference),
      transaction.extraDetails,
    ),
  };
}

function readLineInto(
  reading: Reading,
  {
    transaction,
    field,
    currency,
    line,
  }: { transaction: Transaction; field: string; currency: string; line: number | null },
): void {
  const [, valueDate = '', entryDate, mark = '', written = ''] = LINE_FIELD.exec(field) ?? [];
  const amount = readPlainAmount(written, ',');
  const bookedOn = readSwiftDay(valueDate, entryDate);
  if (!amount.ok) reading.refused.push({ line, field: ':61: amount', reason: amount.refusal });
  if (!bookedOn.ok) reading.refused.push({ line, field: ':61: date', reason: bookedOn.refusal });
  if (!amount.ok || !bookedOn.ok) return;
  if (mark.startsWith('R')) reading.passedOver.reversals += 1;
  else if (amount.value === 0n) reading.passedOver.zeros += 1;
  else {
    (mark === 'D' ? reading.debits : reading.credits).push({
      bookedOn: bookedOn.value,
      amount: amount.value,
      currency,
      ...wordsOf(transaction),
      bankReference: referenceOrNone(transaction.bankReference),
    });
  }
}

/**
 * Reads an MT940, one statement or several. The parser checks that each adds up from its opening to its closing balance, so that a file that
 * lost a line is refused.
 * @example readMt940(":20:STARTUMS\r\n:25:...")
 */
export function readMt940(source: string): Reading {
  const lines = source.split(/\r\n|\r|\n/);
  let statements: ReturnType<Parser['parse']>;
  try {
    statements = new Parser().parse(ownFields(lines), true);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refusedReading(null, 'MT940', `is not complete (${why}); the file may be cut off, export it again`);
  }
  const reading = emptyReading();
  const numbers = lines.flatMap((line, index) => (line.startsWith(':61:') ? [index + 1] : []));
  let next = 0;
  for (const { currency, transactions, tags } of statements) {
    const fields = tags.filter(({ id }) => id === 61);
    for (const [index, transaction] of transactions.entries()) {
      const line = numbers[next] ?? null;
      readLineInto(reading, { transaction, field: fields[index]?.data ?? '', currency, line });
      next += 1;
    }
  }
  return reading;
}
