import type { HeldOrderDto, UndeliveredOrderDto } from '@/contracts/on-hold';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';

/** @example disputesText([{ dispute: "dp-7" }]) === "dispute dp-7" */
function disputesText(disputes: HeldOrderDto['disputes']): string {
  const ids = disputes.map(({ dispute }) => dispute).join(', ');
  return `dispute${disputes.length === 1 ? '' : 's'} ${ids}`;
}

/** Why an order has not settled. @example "Settles 8 days after delivery, Standard tier" */
export function reasonText({ isDeferred, disputes, settlementDays, tier }: HeldOrderDto): string {
  if (isDeferred) return `Waits for ${disputesText(disputes)} to be decided`;
  return `Settles ${counted(settlementDays, 'day')} after delivery, ${TIER_LABEL[tier]} tier`;
}

/** How far an undelivered order is. @example "Shipped 11 Mar" */
export function stageText({ shippedOn, deliveredOn }: UndeliveredOrderDto, year: string): string {
  if (deliveredOn !== null)
    return `Delivered ${dayText(deliveredOn, { year, style: 'short' })}, on hold when the day closes`;
  return shippedOn === null ? 'Not shipped' : `Shipped ${dayText(shippedOn, { year, style: 'short' })}`;
}
