import type { Metadata } from 'next';
import { NothingHere } from '@/features/shell/nothing-here';

export const metadata: Metadata = { title: 'Not found' };

/** An address of the cashier that names no bill of this shop, within the cashier's frame. */
export default function CashierNotFound() {
  return (
    <>
      <h1 className="mb-6">Not found</h1>
      <NothingHere />
    </>
  );
}
