import type { PolicyBook } from '../policy';
import { BASE } from './base';

/** The United States: dollars, days in UTC, the Federal Reserve's holidays (R1.3, R1.4). */
export const us: PolicyBook = {
  marketplace: 'us',
  name: 'US marketplace',
  currency: 'USD',
  zone: 'UTC',
  bankHolidays: 'federal-reserve',
  versions: [BASE],
};
