import { minor } from '../../money/money';
import type { PolicyBook } from '../policy';
import { BASE } from './base';

/** South-East Asia: dollars, days in Singapore, its own published enforcement ladder (R9.1). */
export const sea: PolicyBook = {
  marketplace: 'sea',
  name: 'South-East Asia marketplace',
  currency: 'USD',
  zone: 'Asia/Singapore',
  bankHolidays: 'none',
  versions: [
    {
      ...BASE,
      enforcement: {
        ...BASE.enforcement,
        rules: [
          {
            trigger: { kind: 'owed-over', amount: minor(10000n) },
            measures: ['suspend-promotions'],
            drawReserve: false,
          },
          {
            trigger: { kind: 'owed-over', amount: minor(25000n) },
            measures: ['freeze-withdrawals'],
            drawReserve: false,
          },
          { trigger: { kind: 'owed-over', amount: minor(50000n) }, measures: ['deactivate-shop'], drawReserve: false },
        ],
      },
    },
  ],
};
