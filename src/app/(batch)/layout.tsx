import type { ReactNode } from 'react';
import { TillFrame } from '@/features/bills/cashier/frame';
import { OpsViewBar } from '@/features/shell/ops-view-bar';
import { TestClock } from '@/features/test-clock/test-clock';
import { requireActor, requireShop } from '@/server/auth/actor';

// What is owed is never cached: every page of the cashier is made when it is asked for.
export const dynamic = 'force-dynamic';

export default async function BatchLayout({ children }: { readonly children: ReactNode }) {
  const { seller } = await requireActor();
  const shop = await requireShop();
  return (
    <>
      <OpsViewBar />
      <TestClock />
      <TillFrame
        shopName={seller?.name ?? shop.name}
        zone={shop.zone}
        back={{ href: '/shops', label: 'Back to shops' }}
      >
        {children}
      </TillFrame>
    </>
  );
}
