import type { ReactNode } from 'react';
import { Icon } from './icon';

const ICONS = { note: 'key', owed: 'alert', done: 'done' } as const;

/** What a form answers, or what one has to know before it is filled in; a refusal is read out at once. */
export function Note({
  tone = 'note',
  children,
}: {
  readonly tone?: keyof typeof ICONS;
  readonly children: ReactNode;
}) {
  const className = tone === 'note' ? 'note' : `note ${tone}`;
  return (
    <div className={className} role={tone === 'owed' ? 'alert' : 'status'}>
      <Icon name={ICONS[tone]} />
      <span>{children}</span>
    </div>
  );
}
