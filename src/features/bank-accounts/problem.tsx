'use client';

import { useEffect, useRef } from 'react';
import type { ActionState } from '@/contracts/action';

/** What a refusal of the whole form says; it takes the focus. */
export function Problem({ state }: { readonly state: ActionState<unknown> }) {
  const box = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (state.status === 'refused') box.current?.focus();
  }, [state]);
  if (state.status !== 'refused') return null;
  return (
    <p className="summary" role="alert" tabIndex={-1} ref={box}>
      {state.message}
    </p>
  );
}

/** The message at a field, or nothing. */
export function fieldError(state: ActionState<unknown>, field: string): string | undefined {
  return state.status === 'refused' ? state.fields[field] : undefined;
}
