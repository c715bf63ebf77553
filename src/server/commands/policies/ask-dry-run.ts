import 'server-only';
import { DRY_RUN_MOST_DAYS, type DryRunKind } from '@/contracts/policies';
import type { Instant } from '@/domain/calendar/instant';
import { daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import { accepted } from '@/domain/shared/result';
import { type Connection, type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { enqueueJob } from '../../jobs/enqueue';
import { insertDryRun } from '../../repositories/dry-runs';
import { type ByWhom, selectMarketplaceStanding, type VersionRow } from '../../repositories/policy-versions';
import { appendAudit } from '../audit/append-audit';
import { findAhead, refuse, type VersionDeed, type VersionResult } from './version-rules';

/** Which days a dry run takes. */
export interface DryRunWish {
  readonly kind: DryRunKind;
  /** The first day on which the version is taken to be in effect. */
  readonly from: PlainDate;
  readonly through: PlainDate;
  readonly by: ByWhom;
  readonly now: Instant;
}

/** Puts a dry run down and asks the worker for it, in the caller's transaction. @returns its id */
export async function askForDryRun(
  connection: Connection,
  version: Pick<VersionRow, 'marketplace' | 'version'>,
  wish: DryRunWish,
): Promise<string> {
  const id = newId('dry');
  await insertDryRun(connection, { id, marketplace: version.marketplace, version: version.version, ...wish });
  await enqueueJob(connection, 'run-dry-runs');
  return id;
}

/** A dry run as somebody asks for it. */
export interface AskInput extends VersionDeed {
  readonly kind: DryRunKind;
  /** Null for a run ahead: it begins when the version does. */
  readonly from: PlainDate | null;
  readonly through: PlainDate;
}

/**
 * Asks for a dry run of a version over other days.
 * @returns its id, or what is wrong with the days
 */
export function askDryRun(database: Database, input: AskInput): Promise<VersionResult<{ readonly id: string }>> {
  return inTransaction(database, async (connection) => {
    const found = await findAhead(connection, input);
    if (!found.ok) return found;
    const version = found.value;
    const { closedThrough } = await selectMarketplaceStanding(connection, version.marketplace);
    const from = input.kind === 'ahead' ? version.effectiveFrom : input.from;
    if (from === null) return refuse('from', 'From: write the first day, as 2026-01-01.');
    if (input.through < from)
      return refuse('through', `Through: ${input.through} lies before ${from}; choose that day or a later one.`);
    if (daysBetween(from, input.through) >= DRY_RUN_MOST_DAYS)
      return refuse('through', `Through: a dry run takes at most ${DRY_RUN_MOST_DAYS} days; choose an earlier day.`);
    if (input.kind === 'look-back' && (closedThrough === null || input.through > closedThrough)) {
      const cure = closedThrough === null ? 'look ahead instead' : `choose ${closedThrough} or earlier`;
      return refuse('through', `Through: the books are not closed on ${input.through} yet; ${cure}.`);
    }
    const { kind, through, by, now } = input;
    const id = await askForDryRun(connection, version, { kind, from, through, by: by.person, now });
    const subject = `${version.marketplace} version ${version.version}`;
    await appendAudit(connection, { actor: by, deed: 'policy.dry-run', subject, detail: { kind, from, through } });
    return accepted({ id });
  });
}
