import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { getShop, requireActor } from '@/server/auth/actor';
import { BrandMark } from '@/ui/icon';
import { SellerShell } from './shell';
import { SignOut } from './switcher';

/** The frame of one's own account: the shop's, and for who has no shop the name and the way out. */
export async function AccountShell({ children }: { readonly children: ReactNode }) {
  const { viewedBy } = await requireActor();
  // One's own account is nothing of the seller's.
  if (viewedBy !== undefined) redirect('/finances');
  if ((await getShop()) !== null) return <SellerShell>{children}</SellerShell>;
  return (
    <main className="main alone" id="main">
      <div className="brand">
        <BrandMark />
        <span>Evenkeel</span>
        <SignOut />
      </div>
      {children}
    </main>
  );
}
