import 'server-only';

/** Letters after which an order id may be left off: shorter ones would match too much of a large shop. */
const SHORTEST_PREFIX = 4;

/**
 * The range of order ids that a search leaves, both ends included, in byte order, by which ids are compared (R1.6); U+10FFFF sorts behind
 * every other character.
 * @example orderIdRange("IV-1") // ["IV-1", "IV-1\u{10FFFF}"]
 */
export function orderIdRange(q: string | undefined): readonly [from: string, to: string] {
  if (q === undefined) return ['', '\u{10FFFF}'];
  return q.length < SHORTEST_PREFIX ? [q, q] : [q, `${q}\u{10FFFF}`];
}
