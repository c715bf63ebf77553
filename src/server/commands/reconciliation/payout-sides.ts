import 'server-only';
import type { Flow, Ours, Theirs } from '@/domain/reconciliation/compare';
import type { TracedLine } from '../../repositories/reconciliation-bank';

/** Both sides of a day, and what was paid on another one. */
export interface ComparedSides {
  readonly theirs: readonly Theirs[];
  readonly ours: readonly Ours[];
  readonly paid: readonly string[];
}

/** What a payout is known by on both sides. @example payoutKey({ shopId: 3, no: 44 }) === '3-44' */
export function payoutKey({ shopId, no }: { readonly shopId: number; readonly no: number }): string {
  return `${shopId}-${no}`;
}

/** A line that names a payout, or what looks like one, as the bank tells it. */
export function theirsOf(flow: Flow, line: TracedLine): Theirs {
  const { id, amount, currency, trace, shopId, payout, marketplace } = line;
  const key = shopId === null || payout === null ? null : payoutKey({ shopId, no: payout });
  return {
    ...{ id: `${trace}:${id}`, flow, key, group: key === null ? null : groupOf(flow, key) },
    ...{ amount, currency, isPending: false },
    place: { marketplace: marketplace ?? '', shopId, bill: null, payout },
  };
}

/** What happens to a payout once: it goes out, and it comes back. @example groupOf('came-back', '3-44') === 'came-back 3-44' */
export function groupOf(flow: Flow, key: string): string {
  return `${flow} ${key}`;
}
