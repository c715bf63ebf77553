import type { ReactNode } from 'react';
import { OpsViewBar } from '@/features/shell/ops-view-bar';
import { ScriptsOffNote } from '@/features/shell/scripts-off-note';
import { SellerShell } from '@/features/shell/shell';
import { TestClock } from '@/features/test-clock/test-clock';

// Books are never cached: every page of a seller is made when it is asked for.
export const dynamic = 'force-dynamic';

export default function SellerLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <ScriptsOffNote />
      <OpsViewBar />
      <TestClock />
      <SellerShell>{children}</SellerShell>
    </>
  );
}
