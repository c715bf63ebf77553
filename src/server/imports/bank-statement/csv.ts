import 'server-only';
import { CsvError, parse } from 'csv-parse/sync';
import { type Minor, negate, ZERO } from '@/domain/money/money';
import { accepted, type Result, refused } from '@/domain/shared/result';
import { type DecimalMark, findDecimalMark, readCurrency, readTableAmount } from './amounts';
import { type Column, type Columns, readColumns } from './csv-columns';
import { type DayReader, findDayReader } from './dates';
import {
  cleanText,
  emptyReading,
  type Reading,
  referenceOrNone,
  refusedReading,
  type StatementRefusal,
  takeSigned,
} from './reading';

/** Banks put the account and the period above the table. */
const MOST_LINES_ABOVE = 30;
const LONGEST_ROW = 100_000;
const DELIMITERS = [',', ';', '\t', '|'] as const;
const NEEDED = 'write a first line like "Date,Amount,Currency,Name,Description,Bank reference"';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Table {
  readonly columns: Columns;
  readonly width: number;
  readonly rows: readonly Row[];
}

function readRows(source: string, delimiter: string, lastLine?: number): Row[] {
  const records = parse(source, {
    delimiter,
    info: true,
    trim: true,
    relax_column_count: true,
    // Only what stands above the table may have quotes in the middle of a cell.
    relax_quotes: lastLine !== undefined,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    ...(lastLine === undefined ? {} : { to: lastLine }),
  }) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[];
  return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
}

/** The delimiter with which some line near the top is the heads of a bank's table. */
function findHeads(source: string): { readonly delimiter: string; readonly line: number } | null {
  const top = source.split(/\r\n|\r|\n/, MOST_LINES_ABOVE);
  for (const [index, text] of top.entries()) {
    for (const delimiter of DELIMITERS) {
      try {
        const [cells] = readRows(text, delimiter, 1);
        if (cells !== undefined && readColumns(cells.cells) !== null) return { delimiter, line: index + 1 };
      } catch {
        // A line that is no row with this delimiter is no head.
      }
    }
  }
  return null;
}

function readTable(source: string): Table | null {
  const heads = findHeads(source);
  if (heads === null) return null;
  // Blank lines in place of what stands above keep the numbers of the lines.
  const lines = source.split(/\r\n|\r|\n/);
  const table = '\n'.repeat(heads.line - 1) + lines.slice(heads.line - 1).join('\n');
  const [head, ...rows] = readRows(table, heads.delimiter);
  const columns = head === undefined ? null : readColumns(head.cells);
  if (head === undefined || columns === null) return null;
  return { columns, width: head.cells.length, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) };
}

/** Whether a text has the heads of a bank's table near its top. */
export function hasBankColumns(source: string): boolean {
  return findHeads(source) !== null;
}

/** How the cells of a table are read, found out from all of its rows. */
interface Style {
  readonly cell: (row: Row, column: Column) => string;
  readonly words: (row: Row, column: Column) => string;
  readonly readDay: DayReader;
  readonly mark: DecimalMark | null;
  readonly dayColumn: Column;
  readonly currency: string | null;
}

/** The line of the first row that has a cell of this text. */
function lineOf(rows: readonly Row[], text: string): number | null {
  return rows.find(({ cells }) => cells.includes(text))?.line ?? null;
}

function findStyle({ columns, rows }: Table): Result<Style, StatementRefusal> {
  const placesOf = (column: Column): readonly number[] => columns.places.get(column) ?? [];
  for (const column of ['booked-on', 'amount', 'credit', 'debit', 'currency', 'mark', 'bank-reference'] as const) {
    if (placesOf(column).length > 1)
      return refused({
        line: null,
        field: column,
        reason: `stands in ${placesOf(column).length} columns; leave one of them`,
      });
  }
  const cell = (row: Row, column: Column): string => row.cells[placesOf(column)[0] ?? -1] ?? '';
  const words = (row: Row, column: Column): string => cleanText(...placesOf(column).map((place) => row.cells[place]));
  const dayColumn = columns.places.has('booked-on') ? 'booked-on' : 'value-date';
  const readDay = findDayReader(rows.map((row) => cell(row, dayColumn)));
  if (!readDay.ok)
    return refused({ line: lineOf(rows, readDay.refusal.text), field: dayColumn, reason: readDay.refusal.reason });
  const money = (['amount', 'credit', 'debit'] as const).flatMap((column) => rows.map((row) => cell(row, column)));
  const mark = findDecimalMark(money);
  if (!mark.ok) return refused({ line: lineOf(rows, mark.refusal.text), field: 'amount', reason: mark.refusal.reason });
  return accepted({ cell, words, readDay: readDay.value, mark: mark.value, dayColumn, currency: columns.currency });
}

const DEBIT_MARK = /^(?:d|dr|db|dbit|debit|soll|s|af|-)$/i;
const CREDIT_MARK = /^(?:c|cr|crdt|credit|haben|h|bij|\+)$/i;

/** An amount with its sign: one column, one column and a mark, or a column for each direction. */
function readSigned(row: Row, { cell, mark }: Style): Result<Minor, string> {
  const [amount, credit, debit] = [cell(row, 'amount'), cell(row, 'credit'), cell(row, 'debit')];
  if (amount !== '') {
    const read = readTableAmount(amount, mark);
    const direction = cell(row, 'mark');
    if (!read.ok || direction === '') return read;
    if (CREDIT_MARK.test(direction)) return read;
    if (DEBIT_MARK.test(direction)) return accepted(read.value > 0n ? negate(read.value) : read.value);
    return refused(`"${direction.slice(0, 20)}" says neither credit nor debit; write C or D`);
  }
  const paidIn = credit === '' ? null : readTableAmount(credit, mark);
  const paidOut = debit === '' ? null : readTableAmount(debit, mark);
  if (paidIn === null && paidOut === null) return refused('is missing; write an amount like "12.30"');
  if (paidIn !== null && !paidIn.ok) return paidIn;
  if (paidOut !== null && !paidOut.ok) return paidOut;
  const [into, out] = [paidIn?.value ?? ZERO, paidOut?.value ?? ZERO];
  if (into !== 0n && out !== 0n) return refused('is paid in and paid out at once; leave one of the two empty');
  return accepted(into !== 0n ? into : out > 0n ? negate(out) : out);
}

function readRowInto(reading: Reading, row: Row, style: Style, givenCurrency: string | null): void {
  const amount = readSigned(row, style);
  const named = style.cell(row, 'currency') || style.currency || givenCurrency;
  const currency: ReturnType<typeof readCurrency> =
    named === null
      ? refused('is missing; add a column "Currency", or say the account’s currency with the file')
      : readCurrency(named);
  const bookedOn = style.readDay(style.cell(row, style.dayColumn));
  const fields = { amount: 'amount', currency: 'currency', bookedOn: style.dayColumn };
  takeSigned(reading, { amount, currency, bookedOn }, { line: row.line, fields }, () => ({
    counterparty: style.words(row, 'counterparty'),
    description: style.words(row, 'description'),
    bankReference: referenceOrNone(style.cell(row, 'bank-reference')),
  }));
}

function tableOf(source: string): Result<Table, Reading> {
  try {
    const table = readTable(source);
    if (table !== null) return accepted(table);
    return refused(refusedReading(null, 'heads', `are missing: no day and amount; ${NEEDED}`));
  } catch (error) {
    const line = error instanceof CsvError && typeof error['lines'] === 'number' ? error['lines'] : null;
    const why = error instanceof Error ? error.message : String(error);
    return refused(refusedReading(line, 'CSV', `cannot be read (${why}); the file may be cut off, export it again`));
  }
}

/**
 * Reads a bank's table: columns by their heads in several languages, commas or semicolons, points or commas for decimals. What could mean
 * two days or two amounts is refused, not guessed.
 * @param givenCurrency the account's currency, for tables that do not tell it
 * @example readCsv("Date;Betrag;Currency\n13.03.2026;50,00;EUR", null)
 */
export function readCsv(source: string, givenCurrency: string | null): Reading {
  const table = tableOf(source);
  if (!table.ok) return table.refusal;
  const style = findStyle(table.value);
  if (!style.ok) return { ...emptyReading(), refused: [style.refusal] };
  const reading = emptyReading();
  for (const row of table.value.rows) {
    if (row.cells.length === table.value.width) readRowInto(reading, row, style.value, givenCurrency);
    else {
      const reason = `has ${row.cells.length} cells where the heads have ${table.value.width}; quote texts with delimiters, or the file is cut off`;
      reading.refused.push({ line: row.line, field: 'row', reason });
    }
  }
  return reading;
}
