import type { CloseOrigin, CloseRunDto, CloseStatus } from '@/contracts/close-runs';
import type { JobState } from '@/contracts/jobs';
import type { Instant } from '@/domain/calendar/instant';
import type { StatusLook } from '@/ui/status-chip';

export const OPS_RUNS = '/ops/runs';

export const OPS_JOBS = `${OPS_RUNS}?tab=jobs`;

/** @example runPath(12) === "/ops/runs/12" */
export const runPath = (run: number): string => `${OPS_RUNS}/${run}`;

export const CLOSE_LOOK = {
  waiting: { word: 'Waiting', icon: 'clock', tone: 'held' },
  running: { word: 'Running', icon: 'moving', tone: 'moving' },
  stopped: { word: 'Stopped', icon: 'alert', tone: 'owed' },
  paused: { word: 'Paused', icon: 'pause', tone: 'held' },
  done: { word: 'Done', icon: 'done', tone: 'done' },
  failed: { word: 'Failed', icon: 'alert', tone: 'owed' },
  'given-up': { word: 'Given up', icon: 'void', tone: 'owed' },
} as const satisfies Record<CloseStatus, StatusLook>;

/** What a status means, and what to do. */
export const CLOSE_MEANS = {
  waiting: 'The worker takes it up within a minute.',
  running: 'Shops are being closed, batch by batch.',
  stopped: 'Its process has ended without a word. What it closed stays closed; take it up to close the rest.',
  paused: 'What was closed stays closed. Resume it to close the rest.',
  done: 'Every shop is closed through the day.',
  failed: 'The shops below could not be closed; the others are.',
  'given-up': 'It was taken up five times, and its process ended each time. Look at the log before you retry it.',
} as const satisfies Record<CloseStatus, string>;

/** Whether a shop that a run could not close can be tried again: it is still open, and the run has ended. */
export const canRetry = (run: CloseStatus, solvedAt: Instant | null): boolean =>
  solvedAt === null && (run === 'failed' || run === 'given-up');

const ORIGIN_WORDS = {
  page: '',
  schedule: 'automatic close',
  'command-line': 'command line',
  'test-clock': 'test clock',
  moment: 'what a seller did',
} as const satisfies Record<CloseOrigin, string>;

/** Who began a run. @example "Lena" or "command line" */
export function whoText({ origin, askedByName }: CloseRunDto): string {
  return ORIGIN_WORDS[origin] === '' ? askedByName : ORIGIN_WORDS[origin];
}

/** What a run is of. @example "all marketplaces" */
export function scopeText({ marketplace, shop }: CloseRunDto): string {
  if (shop !== null) return `shop ${shop}`;
  return marketplace === null ? 'all marketplaces' : `marketplace ${marketplace}`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** @example durationText(92_000) === "1 min 32 s" */
export function durationText(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${(ms / SECOND).toFixed(1)} s`;
  return `${Math.floor(ms / MINUTE)} min ${Math.round((ms % MINUTE) / SECOND)} s`;
}

/** Orders that a run settled in a second of closing; null where it settled none. */
export function speedText({ orders, busyMs }: Pick<CloseRunDto, 'orders' | 'busyMs'>): string | null {
  if (orders === 0 || busyMs <= 0) return null;
  return Math.round((orders * SECOND) / busyMs).toLocaleString('en-US');
}

export const KIND_WORDS = {
  engine: 'the engine refused it',
  database: 'the database refused it',
} as const;

export const JOB_LOOK = {
  waiting: { word: 'Waiting', icon: 'clock', tone: 'held' },
  scheduled: { word: 'Later', icon: 'calendar', tone: 'idle' },
  running: { word: 'Running', icon: 'moving', tone: 'moving' },
  failed: { word: 'Failed, tried again', icon: 'alert', tone: 'held' },
  'given-up': { word: 'Failed for good', icon: 'void', tone: 'owed' },
} as const satisfies Record<JobState, StatusLook>;

export const TASK_WORDS: Readonly<Record<string, string>> = {
  'clear-bills': 'clears bills whose money is in',
  'close-days': 'makes the closes that wait',
  'pay-batch': 'charges the bills of a batch',
  'expire-bills': 'ends bills that nobody paid',
  'reconcile-bills': 'asks the card provider what it did not tell',
  'watch-alerts': 'follows the alert rules of sellers',
  'tell-of-policies': 'tells of policies that took effect',
  'run-dry-runs': 'makes dry runs of policies',
  'deliver-notices': 'puts notices into inboxes, mails and webhooks',
  'send-mails': 'sends mails',
  'send-webhooks': 'sends notices to servers of sellers',
  reconcile: 'compares the books with the card provider and the bank',
  'tidy-sign-in': 'removes what sign-in no longer needs',
  'release-jobs': 'gives back the jobs of workers that have died',
  'verify-books': 'checks the books against every invariant',
};
