import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

export type BannerTone = 'owed' | 'held' | 'note';

/**
 * What interrupts: one strong sentence with the amount, one of cause and outlook, at most two actions. It cannot be dismissed.
 * @example <Banner tone="owed" icon="below" title="Your balance is negative: −$37.40" actions={...}>Order ...</Banner>
 */
export function Banner({
  tone,
  icon,
  title,
  actions,
  children,
}: {
  readonly tone: BannerTone;
  readonly icon: IconName;
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className={`banner${tone === 'owed' ? '' : ` ${tone}`}`} role="status">
      <Icon name={icon} />
      <strong>{title}</strong>
      {children === undefined ? null : <p>{children}</p>}
      {actions === undefined ? null : <div className="acts">{actions}</div>}
    </div>
  );
}
