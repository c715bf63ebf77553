'use client';

import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/states';

export default function ErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  return (
    <main className="main" id="main">
      <h1 style={{ marginBottom: 20 }}>Something went wrong</h1>
      <ErrorState
        what="This page"
        reference={error.digest ?? 'unknown'}
        retry={<Button onClick={reset}>Try again</Button>}
      />
    </main>
  );
}
