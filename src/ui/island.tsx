import type { ReactNode } from 'react';
import { ErrorIsland } from './error-island';
import { Streamed } from './streamed';

interface IslandProps {
  /** What it shows, as the beginning of "… did not load". */
  readonly what: string;
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with a fate of its own: it comes when it is there, and its failure leaves the rest as it is. */
export function Island({ what, fallback, children }: IslandProps) {
  return (
    <ErrorIsland what={what}>
      <Streamed fallback={fallback}>{children}</Streamed>
    </ErrorIsland>
  );
}
