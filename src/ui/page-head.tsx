import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon } from './icon';

interface PageHeadProps {
  readonly title: string;
  /** "Sat 14 Mar 2026, 09:12 UTC". */
  readonly asOf?: string;
  readonly crumb?: { readonly href: string; readonly label: string; readonly here: string };
  /** A figure, a chip, a reference under the title. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page: where it is, what it is, as of when, what can be done. */
export function PageHead({ title, asOf, crumb, children, actions }: PageHeadProps) {
  return (
    <>
      {crumb === undefined ? null : (
        <nav className="crumb" aria-label="Breadcrumb">
          <Link href={crumb.href as Route}>{crumb.label}</Link>
          <Icon name="right" />
          <span aria-current="page">{crumb.here}</span>
        </nav>
      )}
      <div className="head">
        <div>
          <h1>{title}</h1>
          {children}
        </div>
        {asOf === undefined ? null : <p className="asof">as of {asOf}</p>}
        {actions === undefined ? null : <div className="acts">{actions}</div>}
      </div>
    </>
  );
}
