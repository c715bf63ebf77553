import type { Instant } from '@/domain/calendar/instant';
import type { BillStatus } from './bill';

/** What a seller needs to pay a bill by bank transfer (R8.2, R8.5). */
export interface BillTransferDto {
  readonly bill: string;
  readonly status: BillStatus;
  /** Who is paid: the holder of the marketplace's account. */
  readonly payee: string;
  readonly bankName: string;
  /** The account as it is written on a transfer. */
  readonly account: string;
  /** The bank is our simulator's: no real money can be sent there. */
  readonly isSimulated: boolean;
  /** In groups of four, to read and to print: "RF18 5390 0754 7034". */
  readonly reference: string;
  /** Without blanks, to copy. */
  readonly referencePlain: string;
  /** Decimal string, like "50.00". */
  readonly amount: string;
  readonly currency: string;
  /** The bill expires then; money that arrives later is credited all the same. */
  readonly until: Instant;
}
