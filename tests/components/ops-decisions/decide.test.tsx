import { render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { disputeChoice } from '@/contracts/decision-kinds';
import type {
  DecidedShopDto,
  DecisionDto,
  DecisionFormDto,
  DecisionPreviewDto,
  DecisionRowDto,
} from '@/contracts/decisions';
import type { Actor } from '@/contracts/shell';
import { instant } from '@/domain/calendar/instant';
import { Decide } from '@/features/ops-decisions/ops-decision';
import { FieldsForm } from '@/features/ops-decisions/ops-propose';
import { Waiting } from '@/features/ops-decisions/ops-queue';
import { machineTime } from '@/server/clock';

const LONG = 'The Very Long Name of a Pottery and Ceramics Workshop That Was Given by Somebody in No Hurry';

const SHOP: DecidedShopDto = { id: 'ivy', name: LONG, sellerName: LONG, currency: 'USD', zone: 'UTC' };

const ROW: DecisionRowDto = {
  id: 'dcs_01',
  shop: SHOP,
  decision: { kind: 'dispute', order: 'B', dispute: 'D-1', outcome: 'lost' },
  needsSecond: true,
  status: 'open',
  proposedName: 'Otis Reed',
  proposedAt: instant('2026-03-13T10:00:00Z'),
  decidedName: null,
  decidedAt: null,
};

const NOW: DecisionPreviewDto = { effect: null, refusal: null, needsSecond: true, withheldUntil: null };

const DECISION: DecisionDto = {
  ...ROW,
  shop: SHOP,
  reason: 'The buyer sent photographs.',
  note: null,
  proposedBy: 'ops:otis',
  movesMoney: true,
  effect: null,
  now: NOW,
  facts: [],
};

const LENA: Actor = {
  person: { key: 'ops:lena', name: 'Lena Voss' },
  userId: 'usr_lena',
  email: 'lena@marketplace.example',
  sessionId: 'ses_lena',
  freshAt: machineTime(),
  kind: 'ops',
  seller: null,
  shops: [],
  role: 'ops-lead',
};

const FORM: DecisionFormDto = {
  shop: SHOP,
  choices: [
    { value: disputeChoice({ order: 'A', dispute: 'D-1' }), label: 'D-1, order A: 30.00' },
    { value: disputeChoice({ order: 'B', dispute: 'D-1' }), label: 'D-1, order B: 50.00' },
  ],
  nothing: null,
  initial: {},
  limit: '100.00',
  movedAlone: '0.00',
  openCount: 0,
};

const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);

describe('the fields of a decision', () => {
  it('of two disputes D-1 choose the one of order B, which the address names', () => {
    const given = { dispute: disputeChoice({ order: 'B', dispute: 'D-1' }), outcome: 'lost' };
    render(<FieldsForm kind="dispute" form={FORM} given={given} errors={{}} />);
    const chosen = screen.getByLabelText<HTMLSelectElement>('Open dispute');
    expect(chosen.selectedOptions[0]?.textContent).toBe('D-1, order B: 50.00');
    expect(screen.getByLabelText<HTMLSelectElement>('Outcome').value).toBe('lost');
  });

  it('keep what was typed, and say at its field what is wrong with it', () => {
    const errors = { amount: 'At most 37.40 can be written off.' };
    render(<FieldsForm kind="write-off" form={FORM} given={{ amount: '40.00', preview: '1' }} errors={errors} />);
    expect(screen.getByLabelText<HTMLInputElement>('Amount').value).toBe('40.00');
    expect(screen.getByRole('alert').textContent).toBe(errors.amount);
    expect(buttons()).toEqual(['Preview again']);
  });
});

describe('what waits for a second person', () => {
  it('is a row that leads to the decision, whose title names dispute and order, and to the shop by its whole name', () => {
    render(<Waiting open={[ROW]} isFiltered={false} newerHref={null} />);
    const row = within(screen.getByRole('table')).getAllByRole('row').at(-1);
    const links = within(row as HTMLElement).getAllByRole('link');
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Dispute D-1 of order B lost', '/ops/decisions/dcs_01'],
      [LONG, '/ops/shops/ivy'],
    ]);
  });

  it.each([
    [false, 'No decision waits'],
    [true, 'No open decision like that'],
  ])('is nothing, filtered: %s', (isFiltered, title) => {
    render(<Waiting open={[]} isFiltered={isFiltered} newerHref={null} />);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByText(title)).toBeTruthy();
  });
});

describe('the word on a decision', () => {
  it('of another ops lead, who has just proved who she is, is to confirm or to refuse', () => {
    render(<Decide actor={LENA} dto={DECISION} ownShop={null} />);
    expect(buttons()).toEqual(['Confirm: Dispute D-1 of order B lost', 'Refuse']);
  });

  it('of whoever proposed it is to withdraw', () => {
    render(<Decide actor={LENA} dto={{ ...DECISION, proposedBy: 'ops:lena' }} ownShop={null} />);
    expect(buttons()).toEqual(['Withdraw']);
  });

  it('of a member of the shop’s seller is none, and says why', () => {
    render(<Decide actor={LENA} dto={DECISION} ownShop="You are a member of the seller." />);
    expect(buttons()).toEqual([]);
    expect(screen.getByText('You are a member of the seller.')).toBeTruthy();
  });

  it('on what is out of date is to refuse, with the reason', () => {
    const refusal = { field: 'dispute', reason: 'Dispute “D-1” of order “B” is decided already; it is decided once.' };
    render(<Decide actor={LENA} dto={{ ...DECISION, now: { ...NOW, refusal } }} ownShop={null} />);
    expect(buttons()).toEqual(['Refuse']);
    expect(screen.getByText(refusal.reason)).toBeTruthy();
  });
});
