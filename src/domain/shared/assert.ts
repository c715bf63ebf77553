/**
 * States what must be true if the engine has no defect; throws otherwise. Never for input: input is refused with a Result.
 * @example invariant(sum === payable, "payable is the sum of its components (R12.2)")
 */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Defect: not true that ${message}`);
}

/** Returns the value, or throws if there is none where there must be one. */
export function present<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Error(`Defect: no ${what}`);
  return value;
}
