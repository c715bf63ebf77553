import type { ReactNode } from 'react';
import { OpsShell } from '@/features/shell/ops-shell';

// Nothing of the books is cached.
export const dynamic = 'force-dynamic';

export default function OpsLayout({ children }: { readonly children: ReactNode }) {
  return <OpsShell>{children}</OpsShell>;
}
