import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ShopCloseFailureDto } from '@/contracts/close-runs';
import type { JobDto } from '@/contracts/jobs';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { ShopJobs } from '@/features/ops-runs/ops-shop-jobs';

const AT = instant('2026-03-14T09:00:00Z');

const JOB: JobDto = {
  id: '41',
  task: 'clear-bills',
  state: 'given-up',
  attempts: 25,
  maxAttempts: 25,
  runAt: AT,
  createdAt: AT,
  lockedAt: null,
  lockedBy: null,
  lastError: 'database error (A1B2C3D4)',
};

const FAILURE: ShopCloseFailureDto = {
  run: 12,
  through: plainDate('2026-03-13'),
  status: 'failed',
  day: plainDate('2026-03-12'),
  kind: 'engine',
  reference: 'E5F6A7B8',
  failedAt: AT,
  solvedAt: null,
};

describe('the jobs of a shop', () => {
  it('name what failed for good, with its reference, and can be done now', () => {
    render(<ShopJobs jobs={{ jobs: [JOB], next: null, failures: [FAILURE] }} shop="ivy" mayRun />);
    const [jobs, closes] = screen.getAllByRole('region').map(({ textContent }) => textContent);
    expect(jobs).toContain('Failed for good');
    expect(jobs).toContain('25 of 25');
    expect(jobs).toContain('database error (A1B2C3D4)');
    expect(closes).toContain('1 close could not close it, and none has since.');
    expect(closes).toContain('E5F6A7B8');
    expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Run job 41 of clear-bills now',
      'Retry ivy',
    ]);
  });

  it('are none: it says so, and offers nothing', () => {
    render(<ShopJobs jobs={{ jobs: [], next: null, failures: [] }} shop="ivy" mayRun />);
    expect(screen.getByText('Nothing of this shop is in the queue')).toBeDefined();
    expect(screen.getByText('No close has failed at this shop.')).toBeDefined();
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});
