import { Icon, type IconName } from './icon';

/** The five tones of a state: under way, waiting, finished, owed or failed, at rest. */
export type Tone = 'moving' | 'held' | 'done' | 'owed' | 'idle';

/** Word, icon and tone of a state: never colour alone. */
export interface StatusLook {
  readonly word: string;
  readonly icon: IconName;
  readonly tone: Tone;
}

/**
 * A state in a word, with its icon. `loud` is a soft pill, once a page, in its head.
 * @example <StatusChip look={{ word: 'Pending', icon: 'below', tone: 'owed' }} reason="negative balance" />
 */
export function StatusChip({
  look,
  reason,
  loud = false,
}: {
  readonly look: StatusLook;
  readonly reason?: string;
  readonly loud?: boolean;
}) {
  return (
    <span className={`chip ${look.tone}${loud ? ' loud' : ''}`}>
      <Icon name={look.icon} />
      {reason === undefined ? look.word : `${look.word}: ${reason}`}
    </span>
  );
}
