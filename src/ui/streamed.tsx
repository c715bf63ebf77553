import { cookies } from 'next/headers';
import { type ReactNode, Suspense } from 'react';
import { SCRIPTS_OFF } from './scripts-off';

/**
 * A part of a page that may come later than the rest. It is a script that moves it to its place, so a browser without scripts gets the
 * page whole instead.
 * @example <Streamed fallback={<ListSkeleton />}><List /></Streamed>
 */
export async function Streamed({ fallback, children }: { readonly fallback: ReactNode; readonly children: ReactNode }) {
  const isWhole = (await cookies()).has(SCRIPTS_OFF);
  return isWhole ? children : <Suspense fallback={fallback}>{children}</Suspense>;
}
