import { isNoticeKind, NOTICE_GROUPS, NOTICES } from '@/contracts/notices';
import { type DeliveryDto, type EndpointDto, groupsOf } from '@/contracts/webhooks';
import type { StatusLook } from '@/ui/status-chip';

/** The state of an endpoint in a word. */
export function endpointLook({ status, failingSince }: Pick<EndpointDto, 'status' | 'failingSince'>): StatusLook {
  if (status === 'disabled') return { word: 'Off', icon: 'pause', tone: 'idle' };
  if (failingSince !== null) return { word: 'Failing', icon: 'alert', tone: 'owed' };
  return { word: 'On', icon: 'done', tone: 'done' };
}

export const DELIVERY_LOOKS = {
  queued: { word: 'Waiting', icon: 'clock', tone: 'moving' },
  delivered: { word: 'Delivered', icon: 'done', tone: 'done' },
  failed: { word: 'Given up', icon: 'stop', tone: 'owed' },
} as const satisfies Record<DeliveryDto['status'], StatusLook>;

/** What an endpoint is told. @example "Everything"; "Payouts and reserve, Bills" */
export function kindsText(kinds: readonly string[]): string {
  return kinds.length === 0
    ? 'Everything'
    : groupsOf(kinds)
        .map((group) => NOTICE_GROUPS[group])
        .join(', ');
}

/** The name of a kind of event. */
export function kindLabel(kind: string): string {
  return isNoticeKind(kind) ? NOTICES[kind].label : 'Test';
}

/** "22 Nov, 09:12:04": deliveries go by the machine's time, UTC. */
export function momentText(moment: string): string {
  const text = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: 'UTC',
  });
  return text.format(new Date(moment));
}
