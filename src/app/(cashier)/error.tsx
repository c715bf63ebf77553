'use client';

import { TillError } from '@/features/bills/cashier/till-error';

export default function CashierError({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return <TillError reference={error.digest ?? 'unknown'} retry={reset} />;
}
