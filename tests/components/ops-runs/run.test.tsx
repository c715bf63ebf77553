import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CloseFailureDto, CloseRunDto } from '@/contracts/close-runs';
import { instant } from '@/domain/calendar/instant';
import { plainDate } from '@/domain/calendar/plain-date';
import { Failures, meansText, Steer } from '@/features/ops-runs/ops-run';
import { durationText, speedText } from '@/features/ops-runs/ops-words';

const RUN: CloseRunDto = {
  id: 12,
  status: 'failed',
  origin: 'page',
  through: plainDate('2026-03-13'),
  marketplace: null,
  shop: null,
  askedByName: 'Lena Voss',
  askedAt: instant('2026-03-14T09:00:00Z'),
  startedAt: instant('2026-03-14T09:00:10Z'),
  finishedAt: instant('2026-03-14T09:01:42Z'),
  shopsDone: 3,
  shopCount: 5,
  statements: 9,
  payouts: 2,
  orders: 460,
  busyMs: 92_000,
  pauseAskedAt: null,
  pauseAskedByName: null,
  failedCount: 2,
  reference: null,
};

const FAILURE: CloseFailureDto = {
  shop: 'ivy',
  shopName: 'Ivy Ceramics',
  day: plainDate('2026-03-12'),
  kind: 'database',
  reference: 'A1B2C3D4',
  failedAt: instant('2026-03-14T09:01:00Z'),
  solvedAt: null,
};

const buttons = (): readonly (string | null)[] =>
  screen.queryAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent);

describe('what can be done about a run', () => {
  it.each([
    ['waiting', ['Pause']],
    ['running', ['Pause']],
    ['paused', ['Resume']],
    ['stopped', ['Take it up']],
    ['failed', ['Retry all that is left']],
    ['given-up', ['Retry all that is left']],
    ['done', []],
  ] as const)('that is %s', (status, offered) => {
    render(<Steer run={{ ...RUN, status }} />);
    expect(buttons()).toEqual(offered);
  });

  it('is nothing more once a pause was asked: it says so', () => {
    render(<Steer run={{ ...RUN, status: 'running', pauseAskedAt: RUN.askedAt, pauseAskedByName: 'Lena Voss' }} />);
    expect(buttons()).toEqual([]);
    expect(screen.getByRole('status').textContent).toBe('It pauses after the batch that it is at.');
  });
});

describe('a run that has failed', () => {
  it('at two shops says that the others are closed', () => {
    expect(meansText(RUN)).toBe('The shops below could not be closed; the others are.');
  });

  it('as a whole does not: whatever shops failed before, others were never tried', () => {
    expect(meansText({ ...RUN, failedCount: 201, reference: 'D1ED0000' })).toBe(
      'It ended before all shops were closed; the log says where, by reference D1ED0000. What was closed stays closed.',
    );
  });

  it('offers a retry of the shop that is still open, and none of the one that is closed since', () => {
    const solved = {
      ...FAILURE,
      shop: 'marlow',
      shopName: 'Marlow Outdoor',
      solvedAt: instant('2026-03-14T10:00:00Z'),
    };
    render(<Failures run={RUN} failures={[FAILURE, solved]} mayRun />);
    expect(buttons()).toEqual(['Retry ivy']);
    expect(screen.getByRole('region').textContent).toContain('1 shop not closed.');
  });

  it('offers none to who may only look, and none while the run goes on', () => {
    render(<Failures run={RUN} failures={[FAILURE]} mayRun={false} />);
    render(<Failures run={{ ...RUN, status: 'running' }} failures={[FAILURE]} mayRun />);
    expect(buttons()).toEqual([]);
  });
});

describe('how long and how fast', () => {
  it('460 orders in 1 min 32 s of closing are 5 a second; none where nothing was settled', () => {
    expect(durationText(RUN.busyMs)).toBe('1 min 32 s');
    expect(speedText(RUN)).toBe('5');
    expect(speedText({ orders: 0, busyMs: 92_000 })).toBeNull();
  });
});
