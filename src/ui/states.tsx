import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** What this is, and what to do, where there is nothing yet. */
export function EmptyState({ icon, title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <b>{title}</b>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** Which role is missing, and who can give it. */
export function NoPermission({
  what,
  role,
  owner,
  needs = 'finance',
}: {
  readonly what: string;
  readonly role: string;
  readonly owner: string;
  /** The role with the least rights that may. */
  readonly needs?: string;
}) {
  return (
    <EmptyState icon="lock" title={`You cannot see ${what}`}>
      Your role is {role}. Ask {owner} for the {needs} role.
    </EmptyState>
  );
}

/** What did not load, that money is safe, the reference, and trying again. */
export function ErrorState({
  what,
  reference,
  retry,
}: {
  readonly what: string;
  readonly reference: string;
  readonly retry: ReactNode;
}) {
  return (
    <EmptyState icon="alert" title={`${what} did not load`} action={retry}>
      Your balance is not affected. Reference <span className="id">{reference}</span>.
    </EmptyState>
  );
}

const WIDTHS = [98, 40, 100, 86, 94, 72];

/** Grey lines of the height of what comes. */
export function Skeleton({
  lines = 3,
  rowHeight = 36,
  label = 'Loading',
}: {
  readonly lines?: number;
  readonly rowHeight?: number;
  readonly label?: string;
}) {
  return (
    <div className="skel" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => index + 1).map((line) => (
        <i key={line} style={{ width: `${WIDTHS[line % WIDTHS.length]}%`, marginBlock: `${(rowHeight - 12) / 2}px` }} />
      ))}
    </div>
  );
}
