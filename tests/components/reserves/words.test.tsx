import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecordPageDto } from '@/contracts/reserves';
import { plainDate } from '@/domain/calendar/plain-date';
import { RecordProof } from '@/features/reserves/record';
import { beganText, nothingText, releaseText, shareText } from '@/features/reserves/words';

afterEach(cleanup);

const PAGE: RecordPageDto = {
  rows: [],
  older: null,
  activeCount: 1,
  total: 1,
  sums: { withheld: '3.96', released: '0.00', used: '0.00', remaining: '3.96' },
  isBalanced: true,
  byReleaseDay: '3.96',
  reserved: '3.96',
};

describe('the words of the reserve', () => {
  it('says what brought level 2: of 24 orders, 1 cancelled by the seller’s fault', () => {
    const text = beganText(
      {
        from: plainDate('2026-03-01'),
        level: 2,
        reason: 'evaluation',
        note: null,
        probation: false,
        measurement: {
          windowFrom: plainDate('2026-01-15'),
          windowTo: plainDate('2026-02-14'),
          placedCount: 24,
          lateCount: 0,
          sellerFaultCount: 1,
        },
        openDisputes: '0.00',
        reserved: '0.00',
        disputeShare: null,
      },
      '2026',
    );
    expect(text.replaceAll('\u00a0', ' ')).toBe(
      'Level 2 since Sun 1 Mar: of 24 orders placed 15 Jan to 14 Feb, 0 dispatched late and 1 cancelled by your fault.',
    );
  });

  it('says in days why nothing is withheld: 31 days to settle, 30 of a hold', () => {
    const text = nothingText({
      reason: 'settles-after-hold',
      tier: 'introductory',
      settlementDays: 31,
      level: 1,
      rate: '0.10',
      periodDays: 30,
      example: null,
    });
    expect(text).toContain('settles 31 days after delivery');
    expect(text).toContain('would end 30 days after delivery');
  });

  it('writes a share of 42 tenths as 4.2 %, and names the day of the only release', () => {
    expect(shareText(42)).toBe('4.2\u00a0%');
    const release = { day: plainDate('2026-04-01'), amount: '3.96', orders: ['A'], orderCount: 1, used: '0.00' };
    expect(releaseText([release], plainDate('2026-03-14'), '2026')).toContain('Wed\u00a01\u00a0Apr');
  });
});

describe('the proof of the record', () => {
  it('holds: 3.96 withheld = 0.00 + 0.00 + 3.96, and the days sum to 3.96', () => {
    const { container } = render(<RecordProof page={PAGE} />);
    expect(container.querySelector('.broken')).toBeNull();
    expect(container.textContent).toContain('3.96 withheld = 0.00 released + 0.00 used + 3.96 remaining');
  });

  it('is red and names both figures where the balance says 4.00', () => {
    const { container } = render(<RecordProof page={{ ...PAGE, reserved: '4.00' }} />);
    expect(container.querySelector('.broken')).not.toBeNull();
    expect(container.textContent).toContain('sum to 3.96, and the balance says 4.00');
  });
});
