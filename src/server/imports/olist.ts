import 'server-only';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { readFact } from '@/contracts/fact';
import { fromWallTime } from '@/domain/calendar/instant';
import type { Incoming } from '@/domain/fact/recording';
import { formatMinor, negate, readMinor, sum } from '@/domain/money/money';
import { compareIds } from '@/domain/shared/compare-ids';
import type { FactsFile } from './facts-jsonl';

const ZONE = 'America/Sao_Paulo';
const ORDERS_FILE = 'olist_orders_dataset.csv';
const ITEMS_FILE = 'olist_order_items_dataset.csv';

type CsvRow = Readonly<Record<string, string>>;

/** What one seller sold in one order: an order of that seller's shop. */
interface SellerOrder {
  /** Line of its first item in the items file. */
  readonly line: number;
  readonly seller: string;
  readonly order: CsvRow;
  readonly items: CsvRow[];
}

async function readCsv(path: string, onRow: (row: CsvRow, line: number) => void): Promise<void> {
  const rows = createReadStream(path).pipe(parse({ columns: true, bom: true, skip_empty_lines: true, info: true }));
  for await (const { record, info } of rows as AsyncIterable<{ record: CsvRow; info: { lines: number } }>)
    onRow(record, info.lines);
}

function field(row: CsvRow, name: string): string {
  return row[name]?.trim() ?? '';
}

function moment(local: string): string {
  return fromWallTime(local, ZONE);
}

function latest(items: readonly CsvRow[]): string {
  return (
    items
      .map((item) => field(item, 'shipping_limit_date'))
      .sort()
      .at(-1) ?? ''
  );
}

/** The facts of one seller's order, as wire JSON (data README, "Reading Olist as facts"). */
function* orderFacts({ seller, order, items }: SellerOrder): Generator<object> {
  const id = field(order, 'order_id');
  const fact = (type: string, at: string, payload: object) => ({
    id: `${id}:${type}`,
    shop: seller,
    type,
    occurredAt: moment(at),
    order: id,
    ...payload,
  });
  const freight = sum(items.map((item) => readMinor(field(item, 'freight_value'))));
  const carrier = field(order, 'order_delivered_carrier_date');
  const delivered = field(order, 'order_delivered_customer_date');
  const lines = items.map((item) => {
    const product = field(item, 'product_id');
    return { sku: product, name: product, quantity: 1, amount: field(item, 'price') };
  });
  yield fact('order.placed', field(order, 'order_purchase_timestamp'), {
    shipBy: moment(latest(items)),
    shipping: 'ship-by-seller',
    lines,
    customerShippingFee: formatMinor(freight),
  });
  if (carrier !== '') yield fact('order.shipped', carrier, {});
  if (carrier !== '' || delivered !== '') {
    const amount = formatMinor(negate(freight));
    yield fact('order.charged', carrier || delivered, { kind: 'actual-shipping-fee', amount });
  }
  if (delivered !== '') yield fact('order.delivered', delivered, {});
  else if (['canceled', 'unavailable'].includes(field(order, 'order_status')))
    yield fact('order.cancelled', latest(items), { fault: carrier === '' ? 'seller' : 'buyer' });
}

function openingFact(seller: string, firstPurchase: string): object {
  const name = `Olist ${seller.slice(0, 8)}`;
  return {
    id: 'shop.opened',
    shop: seller,
    type: 'shop.opened',
    occurredAt: moment(firstPurchase),
    marketplace: 'br',
    name,
    registrationType: 'corporate',
    registeredName: name,
    probation: false,
  };
}

async function readSellerOrders(folder: string, file: FactsFile): Promise<SellerOrder[]> {
  const orders = new Map<string, CsvRow>();
  await readCsv(join(folder, ORDERS_FILE), (row) => orders.set(field(row, 'order_id'), row));
  const found = new Map<string, SellerOrder>();
  await readCsv(join(folder, ITEMS_FILE), (row, line) => {
    const order = orders.get(field(row, 'order_id'));
    const seller = field(row, 'seller_id');
    if (order === undefined) {
      file.unreadable.push({ line, field: 'order_id', reason: `"${field(row, 'order_id')}" is not in ${ORDERS_FILE}` });
      return;
    }
    const key = `${seller} ${field(row, 'order_id')}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { line, seller, order, items: [row] });
    else known.items.push(row);
  });
  return [...found.values()];
}

function take(file: FactsFile, line: number, wire: object): void {
  const read = readFact(wire, 'file');
  if (read.ok) file.facts.push({ line, fact: read.value });
  else file.unreadable.push({ line, ...read.refusal });
}

/**
 * Reads the two Olist tables of a folder as facts: one shop per seller, one order per order and seller. Fact ids follow from order, seller
 * and type, so that importing twice changes nothing. Lines are those of the items file.
 */
export async function readOlist(folder: string): Promise<FactsFile> {
  const file: FactsFile = { facts: [] as Incoming[], unreadable: [] };
  const sellerOrders = await readSellerOrders(folder, file);
  const opened = new Map<string, { readonly at: string; readonly line: number }>();
  for (const { seller, order, line } of sellerOrders) {
    const at = field(order, 'order_purchase_timestamp');
    const known = opened.get(seller);
    if (known === undefined || at < known.at) opened.set(seller, { at, line });
  }
  const sellers = [...opened].sort(([left], [right]) => compareIds(left, right));
  for (const [seller, { at, line }] of sellers) take(file, line, openingFact(seller, at));
  for (const sellerOrder of sellerOrders) {
    for (const wire of orderFacts(sellerOrder)) take(file, sellerOrder.line, wire);
  }
  return file;
}
