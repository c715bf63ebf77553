import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { booksThrough, record, type WireFact } from '../support/facts';
import { renderBooks } from '../support/golden';
import { ivyOpens, ivyPays, ivySells } from '../support/ivy';
import { adjusted, at, happens, levelSet, opens, paysBill, refunded, sells, verified } from '../support/story';

interface Story {
  readonly file: string;
  readonly title: string;
  readonly through: string;
  readonly facts: readonly WireFact[];
}

const disputed = (order: string, opened: string, lost: string, amount: string): WireFact[] => [
  happens('dispute.opened', opened, { order, dispute: `D-${order}`, amount, reason: 'not as described' }),
  happens('dispute.lost', lost, { order, dispute: `D-${order}` }),
];

const stories: readonly Story[] = [
  {
    // Without the 24 cancelled orders: ops set the level that they gave.
    file: 'ivy.txt',
    title: 'Ivy: a refund after the payout, a part paid, the rest covered by sales',
    through: '2026-04-09',
    facts: [...ivyOpens(), levelSet('2026-03-01', 2), ...ivySells(), ...ivyPays()],
  },
  {
    file: 'chargeback.txt',
    title: 'A chargeback of 180.00: withdrawals frozen, the reserve drawn, paid, appealed',
    through: '2026-03-25',
    facts: [
      ...opens('2026-03-01'),
      levelSet('2026-03-01', 1),
      ...sells('A', { gross: '200.00', placed: '2026-03-02', delivered: '2026-03-03' }),
      happens('payout.paid', '2026-03-13', { payout: 1 }),
      ...disputed('A', '2026-03-14', '2026-03-16', '180.00'),
      ...paysBill('2026-03-18', '161.20', [2]),
      happens('appeal.granted', '2026-03-19', { reason: 'all that was owed is paid' }),
      ...sells('B', { gross: '50.00', placed: '2026-03-05', delivered: '2026-03-12' }),
    ],
  },
  {
    file: 'closing-shop.txt',
    title: 'A shop that closes on 20 March: 90 days without a payout, its reserve used for what it owes',
    through: '2026-06-21',
    facts: [
      ...opens('2026-03-01'),
      levelSet('2026-03-01', 1),
      ...sells('A', { gross: '300.00', placed: '2026-03-02', delivered: '2026-03-04' }),
      ...sells('B', { gross: '80.00', placed: '2026-03-05', delivered: '2026-03-14' }),
      happens('payout.paid', '2026-03-16', { payout: 1 }),
      happens('shop.closed', '2026-03-20', { reason: 'retired' }),
      refunded('A', '2026-03-21', '15.00', { fault: 'not-seller', returnShippingCost: '6.25', refund: 'R-A' }),
    ],
  },
  {
    file: 'failed-payout.txt',
    title: 'A payout that fails: the money comes back, covers a fee, and is sent again to a confirmed account',
    through: '2026-03-20',
    facts: [
      ...opens('2026-03-01'),
      ...sells('A', { gross: '120.00', placed: '2026-03-02', delivered: '2026-03-03' }),
      happens('payout.failed', '2026-03-13', { payout: 1, code: 'name-mismatch' }),
      adjusted('2026-03-12', '-12.80', 'ads-payment', { reason: 'March campaign' }),
      verified('2026-03-17', 'acc-2', '09:00'),
      happens('payout.paid', '2026-03-19', { payout: 2, occurredAt: at('2026-03-19', '06:00') }),
    ],
  },
];

/** Set EVENKEEL_WRITE_GOLDEN=1 to write the files anew; check every figure by hand against the rules before committing them. */
const writes = process.env.EVENKEEL_WRITE_GOLDEN === '1';

describe('Golden books', () => {
  it.each(stories)('$title', ({ file, title, through, facts }) => {
    const path = fileURLToPath(new URL(file, import.meta.url));
    const told = facts.map((wire, index) => ({ id: `${(index + 1).toString().padStart(3, '0')}`, ...wire }));
    const rendered = `${renderBooks(title, record(told), booksThrough(told, through)).trimEnd()}\n`;
    if (writes) writeFileSync(path, rendered);
    expect(rendered).toBe(readFileSync(path, 'utf8'));
  });
});
