/**
 * An answer that is made once and given to all who ask within a while: however many ask, one makes it at a time. An answer that could not be made
 * is not kept.
 * @param keptMs milliseconds from when it was made
 * @param clock milliseconds that only go forward
 * @example const readKept = keptAnswer(5000, () => readHealth(systemDatabase().pool));
 */
export function keptAnswer<Value>(
  keptMs: number,
  make: () => Promise<Value>,
  clock: () => number = () => performance.now(),
): () => Promise<Value> {
  let kept: { readonly answer: Promise<Value>; until: number } | undefined;
  return () => {
    if (kept !== undefined && clock() < kept.until) return kept.answer;
    const made = { answer: make(), until: Number.POSITIVE_INFINITY };
    kept = made;
    made.answer.then(
      () => (made.until = clock() + keptMs),
      () => (made.until = Number.NEGATIVE_INFINITY),
    );
    return made.answer;
  };
}
