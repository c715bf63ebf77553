import type { Metadata } from 'next';
import { NothingHere } from '@/features/shell/nothing-here';
import { PageHead } from '@/ui/page-head';

export const metadata: Metadata = { title: 'Not found' };

const WAY = {
  href: '/ops',
  label: 'Go to what waits',
  why: 'The address names nothing that is in the books. Look for it in the lists: shops, statements, payouts.',
};

/** What is not there, within the frame of the ops console. */
export default function OpsNotFound() {
  return (
    <>
      <PageHead title="Not found" />
      <NothingHere way={WAY} />
    </>
  );
}
