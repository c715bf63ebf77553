import { TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';

interface ShowMoreProps {
  readonly shown: number;
  /** How many there are; null where it would have to be counted. */
  readonly total: number | null;
  readonly next: string | null;
  /** Back to the beginning, on a page behind it. */
  readonly first: string | null;
}

/** "20 of 31 orders. Show more": keyset paging by a link. */
export function ShowMore({ shown, total, next, first }: ShowMoreProps) {
  return (
    <p className="sm muted older">
      {total === null || first !== null
        ? `${counted(shown, 'order')} shown.`
        : total === 1
          ? 'One in all.'
          : `${shown.toLocaleString('en-US')} of ${counted(total, 'order')}.`}{' '}
      {next === null ? null : <TextLink href={next}>Show more</TextLink>}{' '}
      {first === null ? null : <TextLink href={first}>From the start</TextLink>}
    </p>
  );
}
