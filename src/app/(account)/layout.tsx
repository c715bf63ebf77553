import type { ReactNode } from 'react';
import { AccountShell } from '@/features/shell/account-shell';
import { TestClock } from '@/features/test-clock/test-clock';

export const dynamic = 'force-dynamic';

/** Pages of one's own account: around them are those of one's shop, where there is one. */
export default function AccountLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <TestClock />
      <AccountShell>{children}</AccountShell>
    </>
  );
}
