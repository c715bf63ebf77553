import type { ReservesSearch } from '@/contracts/reserves';
import { withParams } from '@/contracts/search-params';

export const RESERVES_PATH = '/finances/reserves';

/** The record under some filters. @example recordHref({}, { show: "active" }) === "/finances/reserves?show=active#record" */
export function recordHref(asked: ReservesSearch, changes: Partial<ReservesSearch> = {}): string {
  const { show, release, before } = { ...asked, before: undefined, ...changes };
  return `${withParams(RESERVES_PATH, { show, release, before })}#record`;
}

/** The export of what the record shows under its filters. */
export function reservesExportHref({ show, release }: ReservesSearch): string {
  return withParams(`${RESERVES_PATH}/export`, { show, release });
}

/** The lines of an order on the statement that it settled on. */
export function orderHref(order: string, statement: number): string {
  return withParams(`/finances/statements/${statement}`, { q: order });
}
