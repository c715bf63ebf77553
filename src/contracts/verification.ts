import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';

export type VerificationStatus = 'waiting' | 'running' | 'done' | 'failed';

/** A check of all books. */
export interface VerificationRunDto {
  readonly id: number;
  readonly status: VerificationStatus;
  readonly origin: 'page' | 'schedule' | 'command-line';
  readonly askedByName: string;
  readonly askedAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly shopsDone: number;
  readonly shopCount: number;
  readonly violationCount: number;
  /** Of the log line that says why it failed. */
  readonly reference: string | null;
  /** Of the seals, when it was done: one hash over all shops, as `verify-seals` prints it. Null before, and where no day is closed by all. */
  readonly head: string | null;
}

/** An invariant, and what the last finished check found. */
export interface InvariantDto {
  readonly id: string;
  readonly says: string;
  /** Null where it was never checked. */
  readonly checkedAt: Instant | null;
  readonly violationCount: number;
  readonly tookMs: number | null;
}

/** Something in the books that may not be. */
export interface ViolationDto {
  readonly no: number;
  readonly invariant: string;
  /** A shop's external id; for the audit log a seller's, or "marketplace". */
  readonly shop: string;
  readonly detail: string;
}

/** /ops/invariants. */
export interface InvariantsDto {
  readonly invariants: readonly InvariantDto[];
  /** The last check that came to an end; null where there is none. */
  readonly last: VerificationRunDto | null;
  readonly violations: readonly ViolationDto[];
  /** The newest first. */
  readonly runs: readonly VerificationRunDto[];
}

export const checkBooksSchema = z.object({});
