import 'server-only';
import type { ShopEvent, ShopState } from '@/domain/books';
import { formatMinor, type Minor, readMinor } from '@/domain/money/money';

/** Amounts as they stand in JSON: decimal strings where the domain has minor units. */
type Stored<Value> = Value extends Minor
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly Stored<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Stored<Value[Key]> }
      : Value;

function writeAmounts(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? formatMinor(value as Minor) : value;
}

/** Where a shop stands, as the text that shop_state keeps: amounts as decimal strings. */
export function writeState(state: ShopState): string {
  return JSON.stringify(state, writeAmounts);
}

/** The inverse of writeState. @param text what writeState wrote */
export function readState(text: string): ShopState {
  const stored = JSON.parse(text) as Stored<ShopState>;
  const state = {
    ...stored,
    // States of before bills were kept have none.
    momentsThrough: stored.momentsThrough ?? 0,
    owedAtDayEnd: readMinor(stored.owedAtDayEnd),
    onHold: readMinor(stored.onHold),
    levels: stored.levels.map((level) => ({
      ...level,
      openDisputes: readMinor(level.openDisputes),
      reserved: readMinor(level.reserved),
    })),
    measures: stored.measures.map((measure) => ({ ...measure, owed: readMinor(measure.owed) })),
    pending: stored.pending.map((pending) => ({ ...pending, open: readMinor(pending.open) })),
    openDisputes: stored.openDisputes.map((dispute) => ({ ...dispute, amount: readMinor(dispute.amount) })),
    capturedBills: stored.capturedBills.map((bill) => ({ ...bill, amount: readMinor(bill.amount) })),
  };
  // Stored<> maps branded days and codes onto themselves, which the compiler cannot see through.
  return state as unknown as ShopState;
}

/** What an event says beside its kind and day, as JSON with amounts as decimal strings. */
export function writeEventDetail(event: ShopEvent): string {
  const { kind: _kind, day: _day, ...detail } = event;
  return JSON.stringify(detail, writeAmounts);
}
