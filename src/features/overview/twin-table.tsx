import type { ReactNode } from 'react';
import { TableTwin } from '@/ui/cash-calendar';

/** The table behind a picture; where it is wider than the screen it scrolls by itself, also by keyboard. */
export function TwinTable({ caption, children }: { readonly caption: string; readonly children: ReactNode }) {
  return (
    <TableTwin>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="wrap" aria-label={caption} tabIndex={0}>
        <table className="tbl dense">
          <caption className="sr">{caption}</caption>
          {children}
        </table>
      </section>
    </TableTwin>
  );
}
