import type { ReactNode } from 'react';
import { TillFrame } from '@/features/bills/cashier/frame';
import { OpsViewBar } from '@/features/shell/ops-view-bar';
import { TestClock } from '@/features/test-clock/test-clock';
import { requireShop } from '@/server/auth/actor';

// What is owed is never cached: every page of the cashier is made when it is asked for.
export const dynamic = 'force-dynamic';

export default async function CashierLayout({ children }: { readonly children: ReactNode }) {
  const shop = await requireShop();
  return (
    <>
      <OpsViewBar />
      <TestClock />
      <TillFrame shopName={shop.name} zone={shop.zone}>
        {children}
      </TillFrame>
    </>
  );
}
