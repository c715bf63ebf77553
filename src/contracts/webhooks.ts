import { z } from 'zod';
import type { Instant } from '@/domain/calendar/instant';
import { isNoticeKind, NOTICE_GROUPS, NOTICE_KINDS, NOTICES, type NoticeKind } from './notices';
import type { NoticeGroup } from './notices/define';
import { may } from './permissions';

/** The most endpoints that a seller may have. */
export const MOST_ENDPOINTS = 10;

/** How many deliveries a page of an endpoint's log has. */
export const DELIVERIES_A_PAGE = 20;

/** Hours for which the secret before still signs too, after a new one was made. */
export const OLD_SECRET_HOURS = 24;

/** Seconds for which a receiver may take to answer. */
export const ANSWER_SECONDS = 10;

/** Minutes until the next attempt, after the first, the second, ...: almost four days in all; after the last one it is given up. */
export const RETRY_MINUTES = [1, 5, 30, 120, 360, 720, 1440, 1440, 1440] as const;

/** Days without anything getting through after which an endpoint is switched off. */
export const FAILING_DAYS = 3;

/** What an endpoint may be told: what an owner may know and what is not for one person alone. */
export const WEBHOOK_KINDS = NOTICE_KINDS.filter(
  (kind) => kind !== 'new-sign-in' && may('owner', NOTICES[kind].permission),
);

const GROUPS = Object.keys(NOTICE_GROUPS) as NoticeGroup[];

/** Kinds of the groups whose boxes are ticked; none ticked means every kind. */
export function kindsOfGroups(groups: readonly NoticeGroup[]): readonly NoticeKind[] {
  return WEBHOOK_KINDS.filter((kind) => groups.includes(NOTICES[kind].group));
}

/** The groups that kinds come from, in the order of the preferences. */
export function groupsOf(kinds: readonly string[]): readonly NoticeGroup[] {
  return GROUPS.filter((group) => kinds.some((kind) => isNoticeKind(kind) && NOTICES[kind].group === group));
}

export const endpointIdSchema = z.string().regex(/^whk_[0-9A-Z]{26}$/, 'is no endpoint');

const deliveryIdSchema = z.string().regex(/^[1-9]\d{0,17}$/, 'is no delivery');

/** The form of a new endpoint: its address, and a box "group-..." for each group of kinds. */
export const addEndpointSchema = z
  .object({ url: z.string().trim().min(1, 'Enter the address of your server.').max(500, 'At most 500 characters.') })
  .loose()
  .transform(({ url, ...boxes }) => ({
    url,
    kinds: kindsOfGroups(GROUPS.filter((group) => boxes[`group-${group}`] === 'on')),
  }));

export const endpointSchema = z.object({ endpoint: endpointIdSchema });

export const endpointStatusSchema = z.object({
  endpoint: endpointIdSchema,
  status: z.enum(['active', 'disabled', 'removed'], 'must be active, disabled or removed'),
});

export const replaySchema = z.object({ endpoint: endpointIdSchema, delivery: deliveryIdSchema });

export const deliveriesSearchSchema = z.object({
  before: deliveryIdSchema.optional().catch(undefined),
  /** The delivery whose attempts are shown. */
  open: deliveryIdSchema.optional().catch(undefined),
});
export type DeliveriesSearch = z.infer<typeof deliveriesSearchSchema>;

export interface EndpointDto {
  readonly id: string;
  readonly url: string;
  /** Empty for every kind. */
  readonly kinds: readonly string[];
  readonly status: 'active' | 'disabled';
  readonly createdAt: Instant;
  readonly failingSince: Instant | null;
  /** Until when the secret before signs too. */
  readonly oldSecretUntil: Instant | null;
  readonly lastDeliveredAt: Instant | null;
  readonly queuedCount: number;
}

export interface DeliveryDto {
  readonly id: string;
  readonly eventId: string;
  readonly kind: string;
  readonly status: 'queued' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly createdAt: Instant;
  /** When it is tried next; null for one that is not. */
  readonly tryAt: Instant | null;
  readonly lastProblem: string | null;
}

export interface AttemptDto {
  readonly at: Instant;
  readonly tookMs: number;
  readonly statusCode: number | null;
  readonly problem: string | null;
  readonly answer: string | null;
}

export interface EndpointPageDto {
  readonly endpoint: EndpointDto;
  /** Newest first. */
  readonly deliveries: readonly DeliveryDto[];
  readonly older: string | null;
  readonly opened: { readonly id: string; readonly body: string; readonly attempts: readonly AttemptDto[] } | null;
}
