import { describe, expect, it } from 'vitest';
import { readFactLines } from '@/server/imports/facts-jsonl';

async function* chunks(text: string, size: number): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size);
}

const read = (text: string, size = 7) => readFactLines(chunks(text, size));

const DELIVERED = '{"id":"1","shop":"ivy","type":"order.delivered","occurredAt":"2026-03-02T09:00:00Z","order":"A"}';

const CHARGED = {
  id: '2',
  shop: 'ivy',
  type: 'order.charged',
  occurredAt: '2026-03-02T09:00:00Z',
  order: 'A',
  kind: 'ads-payment',
  amount: '-5.00',
};
const PLACED = {
  id: '3',
  shop: 'ivy',
  type: 'order.placed',
  occurredAt: '2026-03-02T09:00:00Z',
  order: 'A',
  shipBy: '2026-03-04T09:00:00Z',
  shipping: 'ship-by-seller',
  lines: [{ sku: 's', name: 'Set', quantity: 1, amount: '10.00' }],
};

describe('a file of facts', () => {
  it('counts lines from 1, with a byte order mark, CRLF, blank lines and no last line break', async () => {
    const file = await read(
      `\uFEFF${DELIVERED}\r\n\r\n${DELIVERED.replace('"1"', '"4"')}\n   \n${DELIVERED.replace('"1"', '"6"')}`,
    );
    expect(file.unreadable).toEqual([]);
    expect(file.facts.map(({ line, fact }) => [line, fact.id])).toEqual([
      [1, '1'],
      [3, '4'],
      [5, '6'],
    ]);
  });

  it('reads money into minor units: "-5.00" is -500', async () => {
    const { facts } = await read(JSON.stringify(CHARGED));
    expect(facts[0]?.fact).toEqual({ ...CHARGED, occurredAt: '2026-03-02T09:00:00.000Z', amount: -500n });
  });

  it('reads an instant with an offset as UTC: 09:00 in São Paulo is 12:00', async () => {
    const { facts } = await read(DELIVERED.replace('09:00:00Z', '09:00:00-03:00'));
    expect(facts[0]?.fact.occurredAt).toBe('2026-03-02T12:00:00.000Z');
  });

  it('takes ids that only look like those of the books', async () => {
    const ids = ['bank-line:seven', 'pay_01', 'reversal:7', 'bank:payout:3', 'bil_01:cleared:x'];
    const { facts } = await read(ids.map((id) => JSON.stringify({ ...CHARGED, id })).join('\n'));
    expect(facts.map(({ fact }) => fact.id)).toEqual(ids);
  });

  it.each<[what: string, line: string, field: string, reason: string]>([
    ['no JSON', '{"id": "1",', '', 'is not JSON; write one fact per line, like {"id": ..., "shop": ...}'],
    ['no object', '[1]', '', 'is not a JSON object; write one fact per line, like {"id": ..., "shop": ...}'],
    ['no type', '{"id":"1"}', 'type', 'is missing'],
    ['a type that does not exist', '{"type":"order.lost"}', 'type', '"order.lost" is not a type of fact'],
    [
      'a type that only commands write',
      JSON.stringify({ ...CHARGED, type: 'payout.paid' }),
      'type',
      'a file may not hold payout.paid; only commands write it',
    ],
    ...['bank-line:7', 'bil_01:cleared', 'pay_01:captured', 'reversal:re_1', 'bank:payout:3:paid'].map(
      (id): [string, string, string, string] => [
        `the id "${id}", which a payment gets in the books: with it, that payment would be taken for booked`,
        JSON.stringify({ ...CHARGED, id }),
        'id',
        'is an id that the books give themselves; give the fact one of its own',
      ],
    ),
    ['a field that is missing', JSON.stringify({ ...CHARGED, order: undefined }), 'order', 'is missing'],
    [
      'a field too many',
      JSON.stringify({ ...CHARGED, colour: 'red' }),
      'colour',
      'is not a field of order.charged; leave it out',
    ],
    [
      'money as a number',
      JSON.stringify({ ...CHARGED, amount: 5 }),
      'amount',
      'must be an amount as a decimal text, like "12.30"',
    ],
    [
      'money with three places',
      JSON.stringify({ ...CHARGED, amount: '5.005' }),
      'amount',
      '"5.005" is not an amount; write a decimal with at most two places, like "12.30"',
    ],
    [
      'money with a comma',
      JSON.stringify({ ...CHARGED, amount: '5,00' }),
      'amount',
      '"5,00" is not an amount; write a decimal with at most two places, like "12.30"',
    ],
    [
      'an instant without a zone',
      JSON.stringify({ ...CHARGED, occurredAt: '2026-03-02T09:00:00' }),
      'occurredAt',
      '"2026-03-02T09:00:00" is not an instant; write one with its zone, like "2026-03-02T09:00:00Z"',
    ],
    [
      'a day that does not exist',
      JSON.stringify({ ...CHARGED, occurredAt: '2026-02-30T09:00:00Z' }),
      'occurredAt',
      '"2026-02-30T09:00:00Z" is not an instant; write one with its zone, like "2026-03-02T09:00:00Z"',
    ],
    [
      'an instant before the books',
      JSON.stringify({ ...CHARGED, occurredAt: '1999-12-31T09:00:00Z' }),
      'occurredAt',
      '"1999-12-31T09:00:00Z" is outside of the books, which begin on 2000-01-02 and end before 3000-01-01',
    ],
    ['an empty id', JSON.stringify({ ...CHARGED, id: '' }), 'id', 'must not be empty'],
    ['an id with NUL in it', JSON.stringify({ ...CHARGED, id: 'a\0b' }), 'id', 'must not hold control characters'],
    [
      'half a character',
      JSON.stringify({ ...CHARGED, note: 'x\uD800' }),
      'note',
      'must not hold NUL or broken characters',
    ],
    [
      'a discount that is more than the lines',
      JSON.stringify({ ...PLACED, sellerDiscount: '10.01' }),
      'sellerDiscount',
      'must not be more than the lines amount to',
    ],
    [
      'a line below zero',
      JSON.stringify({ ...PLACED, lines: [{ sku: 's', name: 'Set', quantity: 1, amount: '-0.01' }] }),
      'lines.0.amount',
      'must not be below 0.00',
    ],
    ['no lines', JSON.stringify({ ...PLACED, lines: [] }), 'lines', 'must have at least one line'],
    [
      'a fault that nobody has',
      JSON.stringify({
        id: '1',
        shop: 'ivy',
        type: 'order.cancelled',
        occurredAt: '2026-03-02T09:00:00Z',
        order: 'A',
        fault: 'weather',
      }),
      'fault',
      'must be one of seller, buyer, platform',
    ],
    [
      'a score above 5.0',
      JSON.stringify({
        id: '1',
        shop: 'ivy',
        type: 'shop.score-changed',
        occurredAt: '2026-03-02T09:00:00Z',
        score: '5.1',
      }),
      'score',
      'must be a score from "0.0" to "5.0"',
    ],
  ])('refuses %s, with the line, the field and the cure', async (_what, line, field, reason) => {
    const file = await read(`${DELIVERED}\n${line}\n`);
    expect(file.facts).toHaveLength(1);
    expect(file.unreadable).toEqual([{ line: 2, field, reason }]);
  });

  it('does not judge the sign of a charge; -0.00 is nothing', async () => {
    const { facts } = await read(
      [
        { ...CHARGED, amount: '7' },
        { ...CHARGED, id: '9', amount: '-0.00' },
      ]
        .map((wire) => JSON.stringify(wire))
        .join('\n'),
    );
    expect(facts.map(({ fact }) => (fact.type === 'order.charged' ? fact.amount : null))).toEqual([700n, 0n]);
  });
});
