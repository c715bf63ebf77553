import { describe, expect, it } from 'vitest';
import { factOriginPath } from '@/contracts/fact-origin';
import { commandFactIds } from '@/domain/fact/command-ids';

describe('The page of what wrote a fact', () => {
  it.each([
    ['a decision', commandFactIds.decision('dcs_1'), '/ops/decisions/dcs_1'],
    ['an appeal that was granted', commandFactIds.appeal('apl_1'), '/ops/appeals/apl_1'],
    ['a transfer', commandFactIds.transfer(12), '/ops/matching/lines/12'],
    ['nothing of ours: the marketplace recorded it', 'demo-ivy-000092', null],
    ['nothing with a page of its own', commandFactIds.payout(3, 'paid'), null],
  ])('is that of %s', (_, id, path) => {
    expect(factOriginPath(id)).toBe(path);
  });
});
