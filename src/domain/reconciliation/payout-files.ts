import { addDays, type PlainDate } from '../calendar/plain-date';
import { type Minor, plus, ZERO } from '../money/money';

/** What a bank may book as one sum: the whole file, or its batch for companies (CCD) or for persons (PPD). */
export type FilePart = 'whole' | 'CCD' | 'PPD';

/** A file of payouts that was sent to a bank. */
export interface PayoutFile {
  readonly id: string;
  readonly currency: string;
  /** From this day on the bank may book it. */
  readonly createdOn: PlainDate;
  /** The day on which its money is to leave. */
  readonly effectiveOn: PlainDate;
  /** What its payouts to companies and to persons come to; zero for a batch that it does not have. */
  readonly batches: Readonly<Record<'CCD' | 'PPD', Minor>>;
}

/** One sum of a file. */
export interface FileSum<File extends PayoutFile = PayoutFile> {
  readonly file: File;
  readonly part: FilePart;
  readonly amount: Minor;
}

/** An outgoing line that names no payout. */
export interface UnnamedLine {
  readonly id: number;
  readonly bookedOn: PlainDate;
  readonly amount: Minor;
  readonly currency: string;
}

/** How long after its day a bank may still book a file: a weekend with a holiday beside it, and a day for the bank. */
const LATE_DAYS = 5;

/** The days before and after a day whose files and lines can have to do with it. */
export const FILE_HORIZON_DAYS = 15;

/**
 * What a file is called, as a key and a reference: its own id where the bank books it whole.
 * @example fileSumName({ file, part: 'CCD', amount }) === '2026-03-11-A:CCD'
 */
export function fileSumName({ file, part }: Pick<FileSum, 'file' | 'part'>): string {
  return part === 'whole' ? file.id : `${file.id}:${part}`;
}

function sumsOf<File extends PayoutFile>(file: File): readonly FileSum<File>[] {
  const { CCD, PPD } = file.batches;
  const whole: FileSum<File> = { file, part: 'whole', amount: plus(CCD, PPD) };
  // A file of one batch is that batch: the bank cannot tell the two apart, nor can we.
  return CCD === ZERO || PPD === ZERO
    ? [whole]
    : [whole, { file, part: 'CCD', amount: CCD }, { file, part: 'PPD', amount: PPD }];
}

/** One pairing on its way: which sums are taken, and by that, in which way the bank books each file. */
class Pairing<File extends PayoutFile> {
  private readonly taken = new Set<FileSum<File>>();
  private readonly wayOf = new Map<string, 'whole' | 'batches'>();

  constructor(private readonly sums: readonly FileSum<File>[]) {}

  /** The open sum that a line pays on the very day on which it was due. */
  takeDue(line: UnnamedLine): FileSum<File> | null {
    return this.keep(this.likely(line).find((sum) => sum.file.effectiveOn === line.bookedOn && this.isOpen(sum)));
  }

  /** The sum that a line pays on another day: the earliest open one, else the last that is paid already, and so twice. */
  takeLate(line: UnnamedLine): FileSum<File> | null {
    const likely = this.likely(line);
    const open = this.keep(likely.find((sum) => this.isOpen(sum)));
    return open ?? likely.findLast((sum) => this.taken.has(sum)) ?? null;
  }

  private likely({ bookedOn, amount, currency }: UnnamedLine): readonly FileSum<File>[] {
    return this.sums.filter(
      ({ file, amount: asked }) =>
        asked === amount &&
        file.currency === currency &&
        bookedOn >= file.createdOn &&
        bookedOn <= addDays(file.effectiveOn, LATE_DAYS),
    );
  }

  private keep(sum: FileSum<File> | undefined): FileSum<File> | null {
    if (sum === undefined) return null;
    this.taken.add(sum);
    this.wayOf.set(sum.file.id, sum.part === 'whole' ? 'whole' : 'batches');
    return sum;
  }

  private isOpen(sum: FileSum<File>): boolean {
    if (this.taken.has(sum)) return false;
    const way = this.wayOf.get(sum.file.id);
    return way === undefined || way === (sum.part === 'whole' ? 'whole' : 'batches');
  }
}

/** By day, and within a day by number. */
function byDay(left: UnnamedLine, right: UnnamedLine): number {
  return left.bookedOn < right.bookedOn ? -1 : left.bookedOn > right.bookedOn ? 1 : left.id - right.id;
}

function byEffectiveDay(left: PayoutFile, right: PayoutFile): number {
  const [one, other] = [`${left.effectiveOn} ${left.id}`, `${right.effectiveOn} ${right.id}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Says which outgoing lines paid which files of payouts. A bank books such a file as one sum, or as one per batch, in words of its own that name
 * no payout; so it is known by its amount to the cent, in the days from its making to some days after it was due. The order of either list does
 * not matter: a line first takes a file that was due on its day, so that one that was never paid does not take the next one's line; what is left
 * then takes the earliest that is open.
 * @param files every file with a sum above zero
 * @param lines amounts above zero; lines that name a payout left out
 * @returns the sum that each line paid, by the line's id; a sum that two lines paid was paid twice
 * @example pairFileSums([file], [{ id: 7, bookedOn: '2026-03-12', amount: 7528n, currency: 'USD' }]).get(7)?.part === 'whole'
 */
export function pairFileSums<File extends PayoutFile>(
  files: readonly File[],
  lines: readonly UnnamedLine[],
): ReadonlyMap<number, FileSum<File>> {
  const pairing = new Pairing([...files].sort(byEffectiveDay).flatMap(sumsOf));
  const pairs = new Map<number, FileSum<File>>();
  const ordered = [...lines].sort(byDay);
  for (const line of ordered) {
    const sum = pairing.takeDue(line);
    if (sum !== null) pairs.set(line.id, sum);
  }
  for (const line of ordered) {
    const sum = pairs.has(line.id) ? null : pairing.takeLate(line);
    if (sum !== null) pairs.set(line.id, sum);
  }
  return pairs;
}

/** A sum of a file as it should be on the bank's side, and the first line that paid it; null where none did. */
export interface ExpectedSum<File extends PayoutFile = PayoutFile> extends FileSum<File> {
  readonly firstLine: UnnamedLine | null;
}

/**
 * The sums that a file is expected in: its batches where the bank booked one of them by itself, else the whole.
 * @example expectedSums(file, pairs, lines) // [{ part: 'whole', amount: 7528n, firstLine: null, ... }]
 */
export function expectedSums<File extends PayoutFile>(
  file: File,
  pairs: ReadonlyMap<number, FileSum>,
  lines: readonly UnnamedLine[],
): readonly ExpectedSum<File>[] {
  const own = [...lines].sort(byDay).filter(({ id }) => pairs.get(id)?.file.id === file.id);
  const isByBatch = own.some(({ id }) => pairs.get(id)?.part !== 'whole');
  return sumsOf(file)
    .filter(({ part }, _, all) => all.length === 1 || (part === 'whole') !== isByBatch)
    .map((sum) => ({ ...sum, firstLine: own.find(({ id }) => pairs.get(id)?.part === sum.part) ?? null }));
}
