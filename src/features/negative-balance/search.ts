import type { PayChoice } from '@/contracts/negative-balance';
import type { BillRequest } from '@/domain/bill/plan-bill';
import { formatMinor } from '@/domain/money/money';

export const PAY_PATH = '/finances/negative-balance';

/** Fields of the statements that a request names, in the form: "no-12". */
export const NO_FIELD = 'no-';

interface Asked {
  readonly choice: PayChoice;
  readonly no: readonly number[];
  readonly amount: string;
}

/**
 * The page that shows what a choice does.
 * @example payHref({ choice: "amount", no: [], amount: "12.00" }) === "/finances/negative-balance?choice=amount&amount=12.00"
 */
export function payHref({ choice, no, amount }: Asked, isChanged = false): string {
  const query = new URLSearchParams();
  if (choice !== 'full') query.set('choice', choice);
  if (choice === 'statements') for (const one of no) query.append('no', String(one));
  if (choice === 'amount') query.set('amount', amount);
  if (isChanged) query.set('changed', '1');
  const text = query.toString();
  return text === '' ? PAY_PATH : `${PAY_PATH}?${text}`;
}

/** What is asked in one text: the same request has the same. @example "statements 3,4" */
export function textOf(request: BillRequest): string {
  if (request.kind === 'full') return 'full';
  if (request.kind === 'amount') return `amount ${formatMinor(request.amount)}`;
  return `statements ${[...request.statements].sort((left, right) => left - right).join(',')}`;
}

/** The statements that a form names by its fields. @example namedIn(["choice", "no-12"]) // [12] */
export function namedIn(fields: Iterable<string>): readonly number[] {
  return [...fields]
    .filter((field) => /^no-\d{1,9}$/.test(field))
    .map((field) => Number(field.slice(NO_FIELD.length)))
    .sort((left, right) => left - right);
}
