import 'server-only';
import { CsvError, parse } from 'csv-parse/sync';
import { BANK_REASONS_KNOWN, readBankReason } from '@/contracts/bank-reasons';
import { type Minor, minor, parseMoney } from '@/domain/money/money';
import { accepted, type Result, refused } from '@/domain/shared/result';

/** A payout that a bank did not take, or sent back, as a file tells it. */
export interface BankReturn {
  readonly line: number;
  /** Our reference of the payout (P3-18), or the one that sellers see (EKPO ...). */
  readonly reference: string;
  /** The bank's code, such as R02, or our word for it. */
  readonly code: string;
  /** What the file says was sent; null where it says nothing. */
  readonly amount: Minor | null;
}

/** What is wrong with a line, and the cure. */
export interface ReturnRefusal {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

/** A file that was read. */
export interface BankReturns {
  readonly format: 'NACHA' | 'CSV';
  readonly returns: readonly BankReturn[];
  /** Notices of change and other addenda that send nothing back. */
  readonly passedOver: number;
}

const RECORD = 94;
const LONGEST_FILE = 10_000_000;
const RETURN_ADDENDA = '799';

const one = (line: number, field: string, reason: string): Result<never, readonly ReturnRefusal[]> =>
  refused([{ line, field, reason }]);

/** Columns of a record, counted from 1 as the format's own description does. */
function columns(record: string, first: number, last: number): string {
  return record.slice(first - 1, last);
}

function readNacha(lines: readonly string[]): Result<BankReturns, readonly ReturnRefusal[]> {
  const returns: BankReturn[] = [];
  const refusals: ReturnRefusal[] = [];
  let entry: string | null = null;
  let passedOver = 0;
  for (const [index, record] of lines.entries()) {
    const line = index + 1;
    if (record.length !== RECORD) {
      refusals.push({ line, field: 'record', reason: `has ${record.length} characters; every record has ${RECORD}` });
      continue;
    }
    if (record.startsWith('6')) entry = record;
    if (!record.startsWith('7')) continue;
    if (columns(record, 1, 3) !== RETURN_ADDENDA) {
      passedOver += 1;
      continue;
    }
    if (entry === null) {
      refusals.push({ line, field: 'record', reason: 'is the addenda of no entry; send the whole file of the bank' });
      continue;
    }
    const cents = columns(entry, 30, 39);
    if (!/^\d{10}$/.test(cents)) {
      refusals.push({ line, field: 'amount', reason: 'is no amount of ten digits in the entry before it' });
      continue;
    }
    returns.push({
      line,
      reference: columns(entry, 40, 54).trim(),
      code: columns(record, 4, 6),
      amount: minor(BigInt(cents)),
    });
  }
  return refusals.length > 0 ? refused(refusals) : accepted({ format: 'NACHA', returns, passedOver });
}

interface CsvRow {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function readCsvRow({ record, info }: CsvRow): Result<BankReturn, ReturnRefusal> {
  const line = info.lines;
  const reference = record['reference'] ?? '';
  const written = record['code'] ?? '';
  if (reference === '') return refused({ line, field: 'reference', reason: 'is missing: name the payout, like P3-18' });
  if (written === '') return refused({ line, field: 'code', reason: 'is missing: give the bank’s code, like R02' });
  const code = readBankReason(written);
  if (code === null) {
    const reason = `is “${written.slice(0, 40)}”, which is no code of a returned credit: write one of the ACH network, like R02, or one of ${BANK_REASONS_KNOWN.join(', ')}`;
    return refused({ line, field: 'code', reason });
  }
  const text = record['amount'] ?? '';
  if (text === '') return accepted({ line, reference, code, amount: null });
  const amount = parseMoney(text);
  if (!amount.ok) return refused({ line, field: 'amount', reason: amount.refusal });
  return accepted({ line, reference, code, amount: amount.value });
}

function readCsv(text: string): Result<BankReturns, readonly ReturnRefusal[]> {
  let rows: readonly CsvRow[];
  try {
    rows = parse(text, {
      columns: (heads: string[]) => heads.map((head) => head.toLowerCase()),
      info: true,
      trim: true,
      skip_empty_lines: true,
      max_record_size: 10_000,
    }) as unknown as readonly CsvRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return one(Number(error['lines'] ?? 1), 'row', 'is no row of this table; write one return a line');
  }
  const read = rows.map(readCsvRow);
  const refusals = read.flatMap((row) => (row.ok ? [] : [row.refusal]));
  if (refusals.length > 0) return refused(refusals);
  return accepted({ format: 'CSV', returns: read.flatMap((row) => (row.ok ? [row.value] : [])), passedOver: 0 });
}

/**
 * Reads what a bank sent back: a return file in the format of Nacha (addenda 99), or a CSV file with the columns reference, code and, if it is
 * known, amount. Told apart by their content.
 * @returns all returns of the file, or every line that is wrong and why
 */
export function readBankReturns(bytes: Buffer): Result<BankReturns, readonly ReturnRefusal[]> {
  if (bytes.length > LONGEST_FILE) return one(0, 'file', 'is larger than 10 MB; import it in parts');
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line !== '');
  const [head] = lines;
  if (head === undefined) return one(0, 'file', 'is empty');
  if (head.startsWith('101')) return readNacha(lines);
  const heads = head
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  if (heads.includes('reference') && heads.includes('code')) return readCsv(text);
  return one(1, 'file', 'is neither a NACHA file nor CSV with the columns "reference,code,amount"');
}
