import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { SellerShell } from '@/features/shell/shell';
import { TestClock } from '@/features/test-clock/test-clock';
import { SCRIPTS_OFF } from '@/ui/scripts-off';

/** A browser without scripts asks again at once, says so, and gets pages whole from then on (src/proxy.ts). */
async function ScriptsOff() {
  if ((await cookies()).has(SCRIPTS_OFF)) return null;
  const address = (await headers()).get('x-scripts-off-address');
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`0; url=${address}`} />
    </noscript>
  );
}

// Books are never cached: every page of a seller is made when it is asked for.
export const dynamic = 'force-dynamic';

export default function SellerLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <ScriptsOff />
      <TestClock />
      <SellerShell>{children}</SellerShell>
    </>
  );
}
