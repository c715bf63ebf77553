import type { ReactNode } from 'react';
import { Icon } from './icon';

/** The only strip that is not the product: the test clock of demo and tests. */
export function TestClockBar({
  now,
  next,
  children,
}: {
  readonly now: string;
  readonly next: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="clockbar" aria-label="Test clock">
      <Icon name="clock" />
      <span className="q w">Test clock</span>
      <b>{now}</b>
      <span className="sp q">{next}</span>
      {children}
    </section>
  );
}
