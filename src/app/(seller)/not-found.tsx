import type { Metadata } from 'next';
import { LinkButton } from '@/ui/button';
import { PageHead } from '@/ui/page-head';
import { EmptyState } from '@/ui/states';

export const metadata: Metadata = { title: 'Not found' };

/** What is not there, within the frame of the shop: the navigation stays, and the page has one main landmark. */
export default function SellerNotFound() {
  return (
    <>
      <PageHead title="Not found" />
      <EmptyState
        icon="search"
        title="There is no such page here"
        action={<LinkButton href="/finances">Go to finances</LinkButton>}
      >
        The address may be wrong, or it names something of another shop.
      </EmptyState>
    </>
  );
}
