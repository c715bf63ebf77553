import { describe, expect, it } from 'vitest';
import { DECISION_KINDS, detailOf, disputeChoice, readDecision } from '@/contracts/decision-kinds';

const { schema } = DECISION_KINDS.dispute;
const LOST = { kind: 'dispute', order: 'B', dispute: 'D-1', outcome: 'lost' } as const;

describe('the dispute of a decision', () => {
  it('is one value of the form’s choice, and two texts in a row: both name order B and dispute D-1', () => {
    expect(schema.parse({ dispute: disputeChoice(LOST), outcome: 'lost' })).toEqual(LOST);
    expect(readDecision('dispute', detailOf(LOST))).toEqual(LOST);
  });

  it.each(['D-1', '', 'B\t', '\tD-1', 'B\tD-1\tE'])(
    '%j names no order and dispute: refused at its field',
    (dispute) => {
      const read = schema.safeParse({ dispute, outcome: 'lost' });
      expect(read.error?.issues).toMatchObject([{ path: ['dispute'], message: 'Choose a dispute.' }]);
    },
  );
});
