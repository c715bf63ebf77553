import { render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { InvariantDto, VerificationRunDto, ViolationDto } from '@/contracts/verification';
import { instant } from '@/domain/calendar/instant';
import { InvariantTable, SealHead, Violations } from '@/features/ops-invariants/ops-invariants';

const HOLDS: InvariantDto = {
  id: 'R12.1',
  says: 'every journal entry balances',
  violationCount: 0,
  tookMs: 12,
  checkedAt: instant('2026-03-14T03:00:00Z'),
};

const violation = (no: number, detail: string, invariant = 'R12.1'): ViolationDto => ({
  no,
  invariant,
  shop: 'ivy',
  detail,
});

describe('the list of invariants', () => {
  it('says of each whether it holds, is violated, or was not checked yet', () => {
    const broken = { ...HOLDS, id: 'R12.2', violationCount: 2, tookMs: 1_400 };
    const unknown = { ...HOLDS, id: 'R12.3', tookMs: null, checkedAt: null };
    render(<InvariantTable invariants={[HOLDS, broken, unknown]} />);
    const [, ...rows] = screen.getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent?.replaceAll('\u00a0', ' '))).toEqual([
      expect.stringMatching(/^Every journal entry balancesR12\.1.*Holds.*12 ms$/),
      expect.stringMatching(/R12\.2.*2 violations.*1\.4 s$/),
      expect.stringMatching(/R12\.3.*Not checked yet$/),
    ]);
  });
});

describe('the head of the seals', () => {
  const last = {
    ...{ id: 1, status: 'done', origin: 'schedule', askedByName: 'Evenkeel', shopsDone: 5, shopCount: 5 },
    ...{ violationCount: 0, reference: null, head: '2026-03-13.5.9f86d081' },
    ...{ askedAt: HOLDS.checkedAt, startedAt: HOLDS.checkedAt, finishedAt: HOLDS.checkedAt },
  } as VerificationRunDto;

  it('is shown whole, with the day through which all shops have closed', () => {
    render(<SealHead last={last} />);
    expect(screen.getByText('2026-03-13.5.9f86d081')).toBeDefined();
    expect(screen.getByText(/through Fri.13.Mar.2026/)).toBeDefined();
  });

  it('is no section where no day is closed by all', () => {
    const { container } = render(<SealHead last={{ ...last, head: null }} />);
    expect(container.textContent).toBe('');
  });
});

describe('a violation', () => {
  it.each([
    ['statement 12: 10.00 is not 10.01', 'R12.1', '/ops/shops/ivy/statements/12'],
    ['payout 7 took 75.29 and says 75.28', 'R12.1', '/ops/shops/ivy/payouts'],
    ['the reserve is off by 0.01', 'R12.1', '/ops/shops/ivy'],
    ['entry 4 does not follow from entry 3', 'AUDIT', '/ops/audit-log?seller=ivy'],
  ])('“%s” (%s) has the door %s', (detail, invariant, href) => {
    render(<Violations violations={[violation(1, detail, invariant)]} total={1} />);
    const row = screen.getByText(detail).closest('tr') as HTMLElement;
    const doors = within(row).getAllByRole('link');
    expect(doors.at(-1)?.getAttribute('href')).toBe(href);
  });

  it('is one of 250: the first is shown, and how many there are is said', () => {
    render(<Violations violations={[violation(1, 'off by 0.01')]} total={250} />);
    expect(screen.getByRole('region').textContent).toContain('250 violations.');
    expect(screen.getByRole('region').textContent).toContain('The first 1 are shown.');
  });
});
