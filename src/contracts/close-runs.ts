import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import { isPlainDate, type PlainDate } from '@/domain/calendar/plain-date';

/**
 * Where a close run is. `stopped` is one whose process has ended without a word: it is not stored but seen, and can be taken up.
 * `given-up` has been taken up too often and ended so each time.
 */
export const CLOSE_STATUSES = ['waiting', 'running', 'stopped', 'paused', 'done', 'failed', 'given-up'] as const;
export type CloseStatus = (typeof CLOSE_STATUSES)[number];

/** Who began a run: a person on the page, the automatic close, the command line, the test clock, or what a seller did. */
export type CloseOrigin = 'page' | 'schedule' | 'command-line' | 'test-clock' | 'moment';

/** A close run as lists show it. */
export interface CloseRunDto {
  readonly id: number;
  readonly status: CloseStatus;
  readonly origin: CloseOrigin;
  readonly through: PlainDate;
  /** Null: every marketplace. */
  readonly marketplace: string | null;
  /** External id where it was for one shop. */
  readonly shop: string | null;
  readonly askedByName: string;
  readonly askedAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly shopsDone: number;
  readonly shopCount: number;
  readonly statements: number;
  readonly payouts: number;
  readonly orders: number;
  /** Milliseconds spent closing, pauses left out. */
  readonly busyMs: number;
  /** Since when it is to pause after its batch, and who asked for that; both null where nobody did. */
  readonly pauseAskedAt: Instant | null;
  readonly pauseAskedByName: string | null;
  /** Shops that could not be closed and still are not. */
  readonly failedCount: number;
  /** Of the log line that says why it failed. */
  readonly reference: string | null;
}

/** A shop that a run could not close. */
export interface CloseFailureDto {
  readonly shop: string;
  readonly shopName: string;
  /** The first day that could not be closed. */
  readonly day: PlainDate;
  readonly kind: 'engine' | 'database';
  readonly reference: string;
  readonly failedAt: Instant;
  readonly solvedAt: Instant | null;
}

/** The same, on the page of the shop. */
export interface ShopCloseFailureDto extends Omit<CloseFailureDto, 'shop' | 'shopName'> {
  readonly run: number;
  readonly through: PlainDate;
  /** Where the run is: what has ended can be tried again. */
  readonly status: CloseStatus;
}

/** How far a marketplace's books are behind its days. */
export interface CloseLagDto {
  readonly marketplace: string;
  readonly name: string;
  /** The last day that is over there. */
  readonly lastOver: PlainDate;
  /** The last day that is closed for every shop; the day before the first one opened where none is. */
  readonly closedThrough: PlainDate;
  /** Days that are over and not closed for every shop. */
  readonly days: number;
  readonly shopCount: number;
  /** Shops that have such a day. */
  readonly behind: number;
}

/** The switch "no closes". */
export interface CloseSwitchDto {
  readonly pausedAt: Instant;
  readonly by: string;
}

/** Everything of /ops/runs beside its list. */
export interface ClosesStandingDto {
  readonly lag: readonly CloseLagDto[];
  readonly paused: CloseSwitchDto | null;
}

const day = z.string().refine(isPlainDate, 'Write the day as 2026-03-13.');

/** "Close through": which days, of which marketplace. */
export const closeAskedSchema = z.object({
  through: day.transform((text) => text as PlainDate),
  marketplace: z.string().max(40).default(''),
});

const runId = z.coerce.number().int().positive().max(2_147_483_647);

export const closeRunSchema = z.object({ run: runId });

/** Run again: all that is left, or one shop by its external id. */
export const closeRetrySchema = z.object({ run: runId, shop: z.string().max(120).default('') });

export const closeSwitchSchema = z.object({ paused: z.enum(['yes', 'no']) });

/** Search parameters of /ops/runs. */
export const closeRunSearchSchema = z.object({
  tab: z.enum(['closes', 'jobs']).catch('closes'),
  /** Also runs of single shops that what a seller did began. */
  all: z.literal('yes').optional().catch(undefined),
  before: runId.optional().catch(undefined),
  state: z.enum(['waiting', 'scheduled', 'running', 'failed', 'given-up']).optional().catch(undefined),
  task: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional()
    .catch(undefined),
  after: z.coerce.number().int().positive().optional().catch(undefined),
});

export const RUNS_A_PAGE = 30;
