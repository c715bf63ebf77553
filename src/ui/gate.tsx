import './styles/gate.css';
import type { ReactNode } from 'react';
import { BrandMark } from './icon';

interface GateProps {
  readonly title: string;
  /** Two columns beside each other on a desk; else one narrow column. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A page outside of the shell: signing in, and proving who one is. */
export function Gate({ title, isWide = false, children }: GateProps) {
  return (
    <main className={isWide ? 'gateway' : 'gateway narrow'} id="main">
      <div className="brand">
        <BrandMark />
        <span>Evenkeel</span>
      </div>
      <h1>{title}</h1>
      {children}
    </main>
  );
}
