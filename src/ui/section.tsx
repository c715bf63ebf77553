import type { ReactNode } from 'react';

export type Columns = 4 | 5 | 6 | 7 | 8 | 12;

interface SectionProps {
  readonly title: string;
  /** One sentence with the finding. */
  readonly say?: ReactNode;
  /** A link or control at the right of the head. */
  readonly aside?: ReactNode;
  readonly columns?: Columns;
  readonly id?: string;
  readonly children?: ReactNode;
}

/** A sheet's section: a rule, a head, one sentence, then the thing. */
export function Section({ title, say, aside, columns, id, children }: SectionProps) {
  return (
    <section className={`sec${columns === undefined ? '' : ` c${columns}`}`} id={id} aria-label={title}>
      <div className="sec-h">
        <h2>{title}</h2>
        {aside}
        {say === undefined ? null : <p className="say">{say}</p>}
      </div>
      {children}
    </section>
  );
}

/** Twelve columns on a desk, one on a phone. */
export function SectionGrid({ children }: { readonly children: ReactNode }) {
  return <div className="grid">{children}</div>;
}
