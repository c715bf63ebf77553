import 'server-only';
import { isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';
import { UnknownShopError } from '../commands/close-day';
import { groupShops } from '../commands/shop-groups';
import type { Connection, Database } from '../db/database';
import { atOneMoment } from '../db/one-moment';
import {
  type BrokenDay,
  countSeals,
  type SealHead,
  selectBrokenDays,
  selectHead,
  selectHeadHash,
  selectMarkedRows,
} from '../repositories/seals';
import { listShops } from '../repositories/shops';
import { differencesOf, type RowDifference } from './seal-differences';

/** Something that is not as it was sealed. */
export interface SealViolation {
  /** External id; "marketplace" for the head over all shops. */
  readonly shop: string;
  readonly day: PlainDate;
  /** What differs: a row, such as "line 3 of statement 12", or the seal itself. */
  readonly what: string;
  readonly detail: string;
}

/** Days beyond the first so many of a group of shops say nothing more. */
const MOST_DAYS = 50;
/** Hexadecimal digits of a row's mark. */
const MARK_DIGITS = 8;

/** The marks of each table that was sealed. */
function sealedMarks({ parts, rowCounts, marks }: BrokenDay): ReadonlyMap<string, readonly string[]> {
  const byPart = new Map<string, string[]>();
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const count = rowCounts[index] ?? 0;
    byPart.set(
      part,
      Array.from({ length: count }, (_, row) => marks.slice((at + row) * MARK_DIGITS, (at + row + 1) * MARK_DIGITS)),
    );
    at += count;
  }
  return byPart;
}

async function rowDifferences(connection: Connection, broken: BrokenDay): Promise<readonly RowDifference[]> {
  const sealed = sealedMarks(broken);
  const rows = await selectMarkedRows(connection, broken.shopId, broken.day);
  const parts = [...new Set([...sealed.keys(), ...rows.map(({ part }) => part)])].sort();
  const differences = parts.flatMap((part) =>
    differencesOf(
      part,
      sealed.get(part) ?? [],
      rows.filter((row) => row.part === part),
    ),
  );
  return differences.length > 0
    ? differences
    : [{ what: 'a row', detail: 'was changed; the seal’s marks of rows do not tell which' }];
}

async function violationsOfDay(connection: Connection, broken: BrokenDay): Promise<readonly SealViolation[]> {
  const { shop, day, isUnsealed, isForged, isUnchained, isDifferent } = broken;
  const found: RowDifference[] = [];
  if (isUnsealed) found.push({ what: 'seal', detail: 'is missing: there are rows of a closed day' });
  if (isForged) found.push({ what: 'seal', detail: 'is not the hash of what it says: it was changed' });
  if (isUnchained) found.push({ what: 'seal', detail: 'does not follow from the one before it' });
  if (isDifferent) found.push(...(await rowDifferences(connection, broken)));
  return found.map((difference) => ({ shop, day, ...difference }));
}

/** Makes the seals of some shops again from the stored rows, and names what is not as it was sealed. Reads only. */
export async function sealViolationsOf(
  connection: Connection,
  shopIds: readonly number[],
): Promise<readonly SealViolation[]> {
  const violations: SealViolation[] = [];
  for (const broken of await selectBrokenDays(connection, shopIds, MOST_DAYS))
    violations.push(...(await violationsOfDay(connection, broken)));
  return violations;
}

/** A head as it is printed and kept elsewhere: its day, the number of its last shop, its hash. */
export function writeHead({ day, lastShop, hash }: SealHead): string {
  return `${day}.${lastShop}.${hash}`;
}

/** Reads what `writeHead` wrote; null for anything else. */
export function readHead(text: string): SealHead | null {
  const [day = '', lastShop = '', hash = '', ...rest] = text.trim().split('.');
  const isHead = rest.length === 0 && isPlainDate(day) && /^\d{1,9}$/.test(lastShop) && /^[0-9a-f]{64}$/.test(hash);
  return isHead ? { day: day as PlainDate, lastShop: Number(lastShop), hash } : null;
}

/** The head as it is now and as it is printed; null where no day is closed by all shops. @example await readWrittenHead(database) // "2026-03-10.5000.9f86..." */
export async function readWrittenHead(database: Database): Promise<string | null> {
  const head = await atOneMoment(database, selectHead);
  return head === null ? null : writeHead(head);
}

async function headViolations(connection: Connection, expected: SealHead): Promise<readonly SealViolation[]> {
  const hash = await selectHeadHash(connection, expected);
  if (hash === expected.hash) return [];
  const detail = `was ${expected.hash} when it was kept, and is ${hash}: a seal of that day or before was changed`;
  return [{ shop: 'marketplace', day: expected.day, what: 'head of the seals', detail }];
}

/** Which seals to verify. */
export interface SealCheck {
  /** External id; every shop otherwise. */
  readonly shop?: string | null;
  /** A head that was kept elsewhere. */
  readonly expected?: SealHead | null;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a verification of the seals came to. */
export interface SealReport {
  readonly seals: number;
  /** Over all shops, through the last day that all have closed; null where none is. */
  readonly head: SealHead | null;
  readonly violations: readonly SealViolation[];
}

/**
 * Makes every seal again from the rows that are stored, and follows the chains. Shops are read in groups, each as of one moment: memory does not
 * grow with their number, and closes may go on meanwhile.
 * @throws UnknownShopError if the shop that is named does not exist
 * @example (await verifySeals(database, { shop: "ivy" })).violations // [] if nothing was touched
 */
export async function verifySeals(database: Database, check: SealCheck = {}): Promise<SealReport> {
  const shops = await listShops(database.pool, check.shop ?? null);
  if (check.shop != null && shops.length === 0) throw new UnknownShopError(`No shop has the id "${check.shop}".`);
  const violations: SealViolation[] = [];
  let seals = 0;
  let done = 0;
  for (const group of groupShops(shops)) {
    const ids = group.map(({ id }) => id);
    await atOneMoment(database, async (connection) => {
      violations.push(...(await sealViolationsOf(connection, ids)));
      seals += await countSeals(connection, ids);
    });
    done += group.length;
    check.onProgress?.(done, shops.length);
  }
  const head = await atOneMoment(database, async (connection) => {
    if (check.expected) violations.push(...(await headViolations(connection, check.expected)));
    return selectHead(connection);
  });
  return { seals, head, violations };
}
