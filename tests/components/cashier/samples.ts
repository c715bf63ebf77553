import type { BillDetailDto } from '@/contracts/bills';
import type { SavedCardDto } from '@/contracts/cards';
import type { BillPreviewDto } from '@/contracts/cashier';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { IVY_SHOP } from '../../support/ivy-shop';

/** Ivy's shop on the morning of 14 March. */
export const SHOP = IVY_SHOP;

/** Her bill over the 37.40 that she owes, not paid yet. */
export const BILL: BillDetailDto = {
  id: 'bil_1',
  status: 'unpaid',
  needsAction: false,
  amount: '37.40',
  received: '0.00',
  reversed: '0.00',
  method: null,
  card: null,
  reference: null,
  createdAt: instant('2026-03-14T09:08:00Z'),
  expiresAt: instant('2026-03-15T09:08:00Z'),
  paidAt: null,
  clearsAt: null,
  clearedAt: null,
  statementNo: null,
  failureCode: null,
  cleared: [],
  clearedCount: 0,
  request: 'full',
  named: [],
  createdBy: 'ivy',
  attempts: [],
  payment: null,
  allocations: [],
  reversedOn: null,
};

/** The same bill, paid by card and clearing until 13:10. */
export const PAID: BillDetailDto = {
  ...BILL,
  status: 'paid',
  received: '37.40',
  method: 'card',
  card: { brand: 'visa', last4: '4242' },
  paidAt: instant('2026-03-14T09:10:00Z'),
  clearsAt: instant('2026-03-14T13:10:00Z'),
};

/** What paying it does: the statement of 12 March is paid. */
export const PREVIEW: BillPreviewDto = {
  effects: [
    {
      statement: { no: 13, day: plainDate('2026-03-12') },
      owedBefore: '37.40',
      paid: '37.40',
      owedAfter: '0.00',
    },
  ],
  owed: '37.40',
  stillOwed: '0.00',
  excess: '0.00',
  isForCards: true,
  actionUrl: null,
};

/** A card that lasts. */
export const CARD: SavedCardDto = {
  id: 'pm_1',
  brand: 'visa',
  last4: '4242',
  expMonth: 8,
  expYear: 2028,
  expiry: 'valid',
  isDefault: false,
};
