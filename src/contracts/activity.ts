import type { ActivityStatus } from '@/domain/books';
import type { PlainDate } from '@/domain/calendar/plain-date';
import type { IdleStep } from '@/domain/evaluation/activity';

/** What counts as activity (R10.5). */
export type ActivitySignKind = 'sign-in' | 'product-edited' | 'order-processed' | 'order-shipped';

/** A step of idleness, and the day at whose end it comes if nothing is done. */
export interface IdleStepDto {
  readonly step: IdleStep;
  readonly afterDays: number;
  readonly on: PlainDate;
  /** Whether it has come already. */
  readonly isPast: boolean;
}

/** Where a shop stands by its activity, at the end of its last closed day. */
export interface ActivityDto {
  readonly shopId: number;
  readonly status: ActivityStatus;
  /** The last day of activity that counts: while a shop is inactive sign-ins do not. */
  readonly lastActiveOn: PlainDate;
  /** Days since then, at the end of the last closed day. */
  readonly idleDays: number;
  /** The first day that is not closed. */
  readonly today: PlainDate;
  /** Null where nobody ever did. */
  readonly lastSignInOn: PlainDate | null;
  /** The last edit of a product or work on an order. */
  readonly lastWorkOn: PlainDate | null;
  /** Whether what was done today counts when the day is over: then nothing comes of the steps. */
  readonly countsToday: boolean;
  /** In their order: warned, inactive, products removed, banned. */
  readonly steps: readonly IdleStepDto[];
}

/** The step that comes next if nothing is done; null for a shop that is banned. */
export function nextStepOf({ steps, status }: Pick<ActivityDto, 'steps' | 'status'>): IdleStepDto | null {
  return status === 'banned' ? null : (steps.find(({ isPast, step }) => !isPast && step !== 'warned') ?? null);
}

/** Each status in a word. */
export const ACTIVITY_WORDS = {
  active: 'Active',
  inactive: 'Inactive',
  'products-removed': 'Products removed',
  banned: 'Banned',
} as const satisfies Record<ActivityStatus, string>;

/** Each step in a word. */
export const IDLE_STEP_WORDS = {
  warned: 'You are warned',
  inactive: 'The shop is inactive',
  'products-removed': 'Its products are removed',
  banned: 'The shop is banned',
} as const satisfies Record<IdleStep, string>;

/** What brings a shop back, in a sentence: signing in alone does not once it is inactive. */
export const REACTIVATION = {
  active: 'Signing in, editing a product or working on an order counts, each from the day on which it is done.',
  inactive:
    'Edit a product or work on an order: the shop is active again at the end of that day. Signing in alone is not enough any more.',
  'products-removed':
    'Edit a product or work on an order: the shop is active again at the end of that day. Signing in alone is not enough any more.',
  banned: 'A ban stays, whatever is done. Money that is yours is still paid out as always.',
} as const satisfies Record<ActivityStatus, string>;

/** A day on which something was done. */
export interface ActivityDayDto {
  readonly day: PlainDate;
  readonly kinds: readonly { readonly kind: ActivitySignKind; readonly count: number }[];
}

/** How many days back the record of activity goes. */
export const ACTIVITY_DAYS = 90;
