/**
 * Orders two ids by their UTF-8 bytes (R1.6), as PostgreSQL does with COLLATE "C".
 * UTF-16 code units order the same way but for surrogate pairs, which this corrects.
 * @returns negative, zero or positive
 * @example compareIds("IV-10", "IV-9") < 0
 */
export function compareIds(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

// Code points above U+FFFF start with a surrogate (D800-DFFF) but sort after U+E000-U+FFFF in UTF-8.
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
