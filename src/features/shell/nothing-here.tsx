import { LinkButton } from '@/ui/button';
import { EmptyState } from '@/ui/states';

interface NothingHereProps {
  /** Where to go from here, and why nothing may be here. */
  readonly way?: { readonly href: string; readonly label: string; readonly why: string };
}

const FINANCES = {
  href: '/finances',
  label: 'Go to finances',
  why: 'The address may be wrong, or it names something of another shop.',
};

/** What is not there, or is another shop's: the two are not told apart. */
export function NothingHere({ way = FINANCES }: NothingHereProps) {
  return (
    <EmptyState
      icon="search"
      title="There is no such page here"
      action={<LinkButton href={way.href}>{way.label}</LinkButton>}
    >
      {way.why}
    </EmptyState>
  );
}
