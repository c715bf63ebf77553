import { LinkButton } from '@/ui/button';
import { EmptyState } from '@/ui/states';

/** What is not there, or is another shop's: the two are not told apart. */
export function NothingHere() {
  return (
    <EmptyState
      icon="search"
      title="There is no such page here"
      action={<LinkButton href="/finances">Go to finances</LinkButton>}
    >
      The address may be wrong, or it names something of another shop.
    </EmptyState>
  );
}
