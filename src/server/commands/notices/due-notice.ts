import 'server-only';
import type { NoticeKind } from '@/contracts/notices';
import type { Instant } from '@/domain/calendar/instant';
import type { PlainDate } from '@/domain/calendar/plain-date';

/** A notice that is being delivered. */
export interface DueNotice {
  readonly id: bigint;
  readonly key: string;
  readonly kind: NoticeKind;
  readonly sellerId: number;
  readonly sellerName: string;
  /** The marketplace's own name of the shop. */
  readonly shop: string | null;
  readonly shopId: number | null;
  readonly memberNo: number | null;
  readonly shopName: string | null;
  readonly currency: string | null;
  readonly marketplace: string | null;
  readonly day: PlainDate;
  readonly at: Instant;
  readonly detail: unknown;
  readonly isHistory: boolean;
}
