import type { ReactNode } from 'react';
import { OpsBooksAlert } from '@/features/ops-invariants/ops-alert';
import { OpsShell } from '@/features/shell/ops-shell';
import { ScriptsOffNote } from '@/features/shell/scripts-off-note';
import { TestClock } from '@/features/test-clock/test-clock';

// Nothing of the books is cached.
export const dynamic = 'force-dynamic';

export default function OpsLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <ScriptsOffNote />
      <TestClock />
      <OpsShell>
        <OpsBooksAlert />
        {children}
      </OpsShell>
    </>
  );
}
