import type { ReactNode } from 'react';
import type { LineGroupDto, LinesPageDto } from '@/contracts/statement';
import type { Database } from '@/server/db/database';
import { sellerDatabase } from '@/server/db/seller';
import { billHref, payHref, payoutHref, STATEMENTS_PATH, statementHref } from './search';

/** Who looks at a statement, and so by which role its rows are read, and where its doors lead. */
export interface StatementView {
  readonly database: Database;
  readonly statementHref: typeof statementHref;
  readonly payoutHref: (no: number) => string;
  readonly billHref: (id: string) => string;
  /** Where the debt can be paid; null for those who do not pay it. */
  readonly payHref: ((no: number) => string) | null;
  /** The page of a version of the policy; null for those who have none. */
  readonly policyHref: ((version: number) => string) | null;
  /** The list that it belongs to. */
  readonly crumb: { readonly href: string; readonly label: string };
  /** What can be done with it, in the head of the page. */
  readonly actions: ReactNode;
  /** Whether the replay is shown beside the sums; else it has a section of its own. */
  readonly hasReplayLine: boolean;
  /** Reads what is shown behind each group of lines; null for nothing. */
  readonly readBehind: ((page: LinesPageDto) => Promise<(group: LineGroupDto) => ReactNode>) | null;
}

/** A seller's own view. */
export function sellerView(): StatementView {
  return {
    database: sellerDatabase(),
    statementHref,
    payoutHref,
    billHref,
    payHref,
    policyHref: null,
    crumb: { href: STATEMENTS_PATH, label: 'Statements' },
    actions: null,
    hasReplayLine: true,
    readBehind: null,
  };
}
