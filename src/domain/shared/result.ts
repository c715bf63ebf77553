/** What a decision may come to: a value, or a coded refusal. Refusals are values; defects throw. */
export type Result<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

/** @example accepted(12).ok === true */
export function accepted<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** @example refused({ field: "amount", reason: "is missing" }).ok === false */
export function refused<Refusal>(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

/** A refusal of bad input: the field to mend and what to do about it. */
export interface FieldRefusal {
  readonly field: string;
  readonly reason: string;
}
