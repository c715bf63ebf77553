import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import type { ShopCloseFailureDto } from './close-runs';

/** Where a job is: due, due later, being done, failed and to be tried again, failed for good. */
export const JOB_STATES = ['waiting', 'scheduled', 'running', 'failed', 'given-up'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A job of the queue. What it is about stays inside. */
export interface JobDto {
  readonly id: string;
  readonly task: string;
  readonly state: JobState;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly runAt: Instant;
  readonly createdAt: Instant;
  readonly lockedAt: Instant | null;
  readonly lockedBy: string | null;
  /** A kind of error and the reference of its line in the log. */
  readonly lastError: string | null;
}

/** A kind of job: what waits of it, and what became of the last. */
export interface JobTaskDto {
  readonly task: string;
  /** Done every minute, and on demand. */
  readonly isSweep: boolean;
  readonly counts: Readonly<Partial<Record<JobState, number>>>;
  readonly succeededAt: Instant | null;
  readonly failedAt: Instant | null;
  readonly reference: string | null;
  readonly tookMs: number | null;
  readonly pausedAt: Instant | null;
  readonly pausedBy: string | null;
}

/** The Jobs tab. */
export interface JobsDto {
  readonly workers: readonly string[];
  readonly tasks: readonly JobTaskDto[];
  readonly jobs: readonly JobDto[];
  /** `after` of the next page; null at the end. */
  readonly next: string | null;
}

/** The Jobs tab of a shop's page. */
export interface ShopJobsDto extends Pick<JobsDto, 'jobs' | 'next'> {
  readonly failures: readonly ShopCloseFailureDto[];
}

/** Search parameters of the Jobs tab of a shop's page. */
export const shopJobsSearchSchema = z.object({
  after: z.coerce.number().int().positive().optional().catch(undefined),
});

export const jobSchema = z.object({ job: z.string().regex(/^\d{1,18}$/, 'Choose a job of the list.') });

export const jobTaskSchema = z.object({
  task: z.string().regex(/^[a-z-]{1,40}$/, 'Choose a kind of job of the list.'),
});

export const jobSwitchSchema = jobTaskSchema.extend({ paused: z.enum(['yes', 'no']) });

export const JOBS_A_PAGE = 50;
