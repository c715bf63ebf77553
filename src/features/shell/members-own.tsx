import { EmptyState } from '@/ui/states';

/** In the seller's view: what is one member's own, and so nobody's who looks at the seller's pages. */
export function MembersOwn({ what }: { readonly what: string }) {
  return (
    <EmptyState icon="bell" title={`${what} is each member’s own`}>
      You see the seller’s pages and are none of its members. What its members were told of a shop, and how many have
      read it, stands under Happenings on the shop’s page.
    </EmptyState>
  );
}
