import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import type { StatementHeadDto } from '@/contracts/statement';
import type { Connection } from '../db/database';
import { eachAmount } from '../queries/statement-lines';
import { type Cell, csvResponse } from './csv';

const HEADER = [
  'statement',
  'closed_on',
  'line',
  'order',
  'event',
  'kind',
  'label',
  'amount',
  'currency',
  'basis',
  'rule',
  'policy',
  'fact',
];

async function* records(
  connection: Connection,
  shop: ShopContext,
  { no, day }: StatementHeadDto,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const batch of eachAmount(connection, shop, no)) {
    yield batch.map(({ lineNo, order, event, amount, policyVersion, factId }) => [
      no,
      day,
      lineNo,
      order,
      event,
      amount.kind,
      amount.label,
      amount.amount,
      shop.currency,
      amount.basisText,
      amount.rule,
      `${shop.marketplace} v${policyVersion}`,
      factId,
    ]);
  }
}

/** Every amount of a statement as CSV, in the order of its lines; the amounts sum to its payable. */
export function statementCsv(connection: Connection, shop: ShopContext, head: StatementHeadDto): Response {
  return csvResponse(`${shop.externalId}-statement-${head.no}-${head.day}`, HEADER, records(connection, shop, head));
}
