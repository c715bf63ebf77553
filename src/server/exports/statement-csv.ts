import 'server-only';
import type { ShopContext } from '@/contracts/shell';
import type { StatementHeadDto } from '@/contracts/statement';
import type { Connection } from '../db/database';
import { eachAmount } from '../queries/statement-lines';
import { rowsCsv } from './csv';

/** Every amount of a statement as CSV, in the order of its lines; the amounts sum to its payable. */
export function statementCsv(connection: Connection, shop: ShopContext, head: StatementHeadDto): Response {
  return rowsCsv(`${shop.externalId}-statement-${head.no}-${head.day}`, eachAmount(connection, shop, head.no), {
    statement: () => head.no,
    closed_on: () => head.day,
    line: (row) => row.lineNo,
    order: (row) => row.order,
    event: (row) => row.event,
    kind: (row) => row.amount.kind,
    label: (row) => row.amount.label,
    amount: (row) => row.amount.amount,
    currency: () => shop.currency,
    basis: (row) => row.amount.basisText,
    rule: (row) => row.amount.rule,
    policy: (row) => `${shop.marketplace} v${row.policyVersion}`,
    fact: (row) => row.factId,
  });
}
