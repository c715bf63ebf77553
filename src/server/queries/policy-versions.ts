import 'server-only';
import type { DryRunDto, NumberFieldDto, PolicyBookDto, PolicyVersionDto, VersionStatus } from '@/contracts/policies';
import { DRY_RUN_SHOPS_A_PAGE } from '@/contracts/policies';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';
import { MARKETPLACES } from '@/domain/policy/books/index';
import { changesBetween, numbersOf, numberText, versionAfter } from '@/domain/policy/numbers';
import type { Policy, PolicyBook } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import { earliestDay } from '../commands/policies/version-rules';
import type { Connection } from '../db/database';
import { type DryRunRow, listChangedShops, listDryRuns } from '../repositories/dry-runs';
import { selectBook } from '../repositories/policies';
import { listVersions, selectMarketplaceStanding, type VersionRow } from '../repositories/policy-versions';

function changesDto(before: Policy | undefined, after: Policy): PolicyVersionDto['changes'] {
  if (before === undefined) return [];
  return changesBetween(before, after).map(({ number, before: was, after: is }) => {
    const { key, group, name, unit } = number;
    return { key, group, name, unit, before: was, after: is };
  });
}

function statusOf(row: VersionRow | undefined, version: Policy, current: number, today: PlainDate): VersionStatus {
  if (row !== undefined && row.withdrawnAt !== null) return 'withdrawn';
  if (row !== undefined && row.confirmedAt === null) return version.effectiveFrom <= today ? 'past' : 'scheduled';
  if (version.version === current) return 'in-effect';
  return version.version < current ? 'past' : 'confirmed';
}

function deed(byKey: string | null, by: string | null, at: Instant | null) {
  return byKey === null || by === null || at === null ? null : { byKey, by, at };
}

/** Every version of a book, scheduled and withdrawn ones too, newest first. */
function versionsOf(book: PolicyBook, rows: readonly VersionRow[], today: PlainDate): readonly PolicyVersionDto[] {
  const stored = new Map(rows.map((row) => [row.version, row]));
  const inForce = new Map(book.versions.map((version) => [version.version, version]));
  const current = book.versions.findLast(({ effectiveFrom }) => effectiveFrom <= today)?.version ?? 1;
  const numbers = [...new Set([...inForce.keys(), ...stored.keys()])].sort((left, right) => right - left);
  return numbers.map((no) => {
    const row = stored.get(no);
    const before = book.versions.findLast(({ version }) => version < no);
    const version =
      inForce.get(no) ?? versionAfter(present(before, `version before ${no}`), present(row, `version ${no}`));
    const withdrawn = row === undefined ? null : deed(row.withdrawnBy, row.withdrawnByName, row.withdrawnAt);
    return {
      marketplace: book.marketplace,
      version: no,
      effectiveFrom: version.effectiveFrom,
      source: version.source,
      status: statusOf(row, version, current, today),
      changes: changesDto(before, version),
      scheduled: row === undefined ? null : deed(row.scheduledBy, row.scheduledByName, row.scheduledAt),
      confirmed: row === undefined ? null : deed(row.confirmedBy, row.confirmedByName, row.confirmedAt),
      withdrawn: withdrawn === null ? null : { ...withdrawn, reason: row?.withdrawnReason ?? '' },
    };
  });
}

/** The book of a marketplace as operations see it; null where there is no such marketplace. */
export async function readPolicyBook(
  connection: Connection,
  marketplace: string,
  now: Instant,
): Promise<PolicyBookDto | null> {
  if (MARKETPLACES[marketplace] === undefined) return null;
  const book = await selectBook(connection, marketplace);
  const { name, currency, zone } = book;
  const { closedThrough, shopCount } = await selectMarketplaceStanding(connection, marketplace);
  const rows = await listVersions(connection, marketplace);
  const versions = versionsOf(book, rows, dayOf(now, zone));
  const earliest = await earliestDay(connection, marketplace, now);
  return { marketplace, name, currency, zone, shopCount, closedThrough, earliest, versions };
}

/** Every marketplace's book. */
export async function listPolicyBooks(connection: Connection, now: Instant): Promise<readonly PolicyBookDto[]> {
  const books: PolicyBookDto[] = [];
  for (const marketplace of Object.keys(MARKETPLACES)) {
    const book = await readPolicyBook(connection, marketplace, now);
    if (book !== null) books.push(book);
  }
  return books;
}

/** The numbers that the next version of a book starts from: those of its last version. */
export async function readNumbers(connection: Connection, marketplace: string): Promise<readonly NumberFieldDto[]> {
  const last = present((await selectBook(connection, marketplace)).versions.at(-1), 'version');
  return numbersOf(last).map((number) => {
    const { key, group, name, unit } = number;
    return { key, group, name, unit, value: numberText(last, number) };
  });
}

async function dryRunDto(connection: Connection, row: DryRunRow): Promise<DryRunDto> {
  const { id, kind, from, through, askedBy, askedAt, status, shopsDone, shopCount, changedShopCount, totals } = row;
  const shops = status === 'done' ? await listChangedShops(connection, id, DRY_RUN_SHOPS_A_PAGE, 0) : [];
  return { id, kind, from, through, askedBy, askedAt, status, shopsDone, shopCount, changedShopCount, totals, shops };
}

/** The dry runs of a version, newest first, each with the shops that would change most. */
export async function readDryRuns(
  connection: Connection,
  marketplace: string,
  version: number,
): Promise<readonly DryRunDto[]> {
  const rows = await listDryRuns(connection, marketplace, version);
  return Promise.all(rows.map((row) => dryRunDto(connection, row)));
}
