/** A piece of a name; `isDifferent` where the other name has something else, or nothing, in its place. */
export interface NamePiece {
  readonly text: string;
  readonly isDifferent: boolean;
}

/** Something that one of two names has and the other has not: null where it has nothing in its place. */
export interface NameDifference {
  readonly registered: string | null;
  readonly entered: string | null;
}

/** Two names piece by piece, with white space folded, and what differs. */
export interface NameComparison {
  readonly registered: readonly NamePiece[];
  readonly entered: readonly NamePiece[];
  /** In the order of the registered name; empty if the names are the same. */
  readonly differences: readonly NameDifference[];
}

/** A name in Unicode form NFC, without white space at its ends and with one space for any run of it. */
export function foldName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/**
 * Whether an account is held in the registered name [F]: letter by letter, case and punctuation too. Nothing is forgiven but the Unicode form
 * and the amount of white space, which nobody sees.
 * @example isSameName("Sable Textiles", "Sable Textiles Trading LLC") === false
 */
export function isSameName(left: string, right: string): boolean {
  return foldName(left) === foldName(right);
}

/** Words, single signs of punctuation, and the spaces between. */
function piecesOf(name: string): readonly string[] {
  return foldName(name).match(/[\p{L}\p{N}\p{M}]+| |./gsu) ?? [];
}

/** Lengths of the longest common subsequences of what follows each pair of positions. */
function commonLengths(left: readonly string[], right: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    const line = lengths[row];
    if (line === undefined) continue;
    for (let column = right.length - 1; column >= 0; column -= 1) {
      line[column] =
        left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  return lengths;
}

/** Which pieces of each list are in their longest common subsequence. */
function commonPieces(left: readonly string[], right: readonly string[]) {
  const lengths = commonLengths(left, right);
  const inLeft = new Set<number>();
  const inRight = new Set<number>();
  let [row, column] = [0, 0];
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      inLeft.add(row);
      inRight.add(column);
      row += 1;
      column += 1;
    } else if ((lengths[row + 1]?.[column] ?? 0) >= (lengths[row]?.[column + 1] ?? 0)) row += 1;
    else column += 1;
  }
  return { inLeft, inRight };
}

/** Runs of differing pieces by how many common pieces come before them; spaces at their ends say nothing. */
function runsOf(pieces: readonly NamePiece[]): ReadonlyMap<number, string> {
  const runs = new Map<number, string>();
  let common = 0;
  for (const { text, isDifferent } of pieces) {
    if (isDifferent) runs.set(common, (runs.get(common) ?? '') + text);
    else if (text !== ' ') common += 1;
    else if (runs.has(common)) runs.set(common, `${runs.get(common)} `);
  }
  return new Map([...runs].map(([position, text]) => [position, text.trim()]));
}

function marked(pieces: readonly string[], common: ReadonlySet<number>): readonly NamePiece[] {
  // A space alone is no difference to show: the words on both sides of it are.
  return pieces.map((text, index) => ({ text, isDifferent: text !== ' ' && !common.has(index) }));
}

/**
 * Two names side by side, as a person needs to see them who has to find what differs.
 * @example compareNames("Ann & Co.", "Ann and Co").differences // "&" and "and"; "." and nothing
 */
export function compareNames(registered: string, entered: string): NameComparison {
  const left = piecesOf(registered);
  const right = piecesOf(entered);
  const { inLeft, inRight } = commonPieces(left, right);
  const sides = { registered: marked(left, inLeft), entered: marked(right, inRight) };
  const leftRuns = runsOf(sides.registered);
  const rightRuns = runsOf(sides.entered);
  const positions = [...new Set([...leftRuns.keys(), ...rightRuns.keys()])].sort((one, other) => one - other);
  const differences = positions.map((position) => ({
    registered: leftRuns.get(position) ?? null,
    entered: rightRuns.get(position) ?? null,
  }));
  return { ...sides, differences };
}
