import 'server-only';

/** What a cell may hold: amounts come as the decimal strings that they are on the wire. */
export type Cell = string | number | null;

const AMOUNT = /^-?\d+(?:\.\d+)?$/;
/** Characters with which a spreadsheet takes a text for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;
const QUOTED = /[",\r\n]/;

/**
 * A cell as RFC 4180 wants it. A text that a spreadsheet would run as a formula gets an apostrophe before it; amounts are numbers and
 * stay as they are.
 * @example csvCell('=HYPERLINK("x")') === `"'=HYPERLINK(""x"")"`; csvCell("-12.30") === "-12.30"
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  if (AMOUNT.test(text)) return text;
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A record, with the line break of RFC 4180. @example csvRow(["2026-03-12", "-87.40"]) === "2026-03-12,-87.40\r\n" */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** The columns of a file, in their order: the cell of each by its head. */
type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/**
 * Rows, read in batches, as the response of {@link csvResponse}.
 * @example rowsCsv("ivy-payouts", eachPayout(connection, shop, asked), { payout: ({ no }) => no, amount: ({ amount }) => amount })
 */
export function rowsCsv<Row>(name: string, batches: AsyncIterable<readonly Row[]>, columns: Columns<Row>): Response {
  const cells = Object.values(columns);
  async function* records(): AsyncGenerator<readonly (readonly Cell[])[]> {
    for await (const batch of batches) yield batch.map((row) => cells.map((cellOf) => cellOf(row)));
  }
  return csvResponse(name, Object.keys(columns), records());
}

/**
 * A CSV file as a response that is written while it is read, so that its size does not matter.
 * @param name without its ending; letters, digits, dots and hyphens
 * @param batches records, in the order of the header
 */
export function csvResponse(
  name: string,
  header: readonly string[],
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
): Response {
  const encoder = new TextEncoder();
  const iterator = batches[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(csvRow(header)));
    },
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value.map(csvRow).join('')));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}.csv"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
