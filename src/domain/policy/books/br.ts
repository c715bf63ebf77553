import type { PolicyBook } from '../policy';
import { BASE } from './base';

/** Brazil: reais, days in São Paulo, no bank holidays (R1.3, R1.4). Serves the real sample data. */
export const br: PolicyBook = {
  marketplace: 'br',
  name: 'Brazil marketplace',
  currency: 'BRL',
  zone: 'America/Sao_Paulo',
  bankHolidays: 'none',
  versions: [BASE],
};
