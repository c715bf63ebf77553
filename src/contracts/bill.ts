/** What can become of a bill (R8.2). */
export const BILL_STATUSES = [
  'unpaid',
  'processing',
  'paid',
  'cleared',
  'failed',
  'cancelled',
  'expired',
  'reversed',
] as const;

/** Where a bill stands. */
export type BillStatus = (typeof BILL_STATUSES)[number];
