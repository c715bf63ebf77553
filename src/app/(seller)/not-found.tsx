import type { Metadata } from 'next';
import { NothingHere } from '@/features/shell/nothing-here';
import { PageHead } from '@/ui/page-head';

export const metadata: Metadata = { title: 'Not found' };

/** What is not there, within the frame of the shop: the navigation stays, and the page has one main landmark. */
export default function SellerNotFound() {
  return (
    <>
      <PageHead title="Not found" />
      <NothingHere />
    </>
  );
}
