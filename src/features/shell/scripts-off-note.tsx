import { cookies, headers } from 'next/headers';
import { SCRIPTS_OFF } from '@/ui/scripts-off';

/** A browser without scripts asks again at once, says so, and gets pages whole from then on (src/proxy.ts). */
export async function ScriptsOffNote() {
  if ((await cookies()).has(SCRIPTS_OFF)) return null;
  const address = (await headers()).get('x-scripts-off-address');
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`0; url=${address}`} />
    </noscript>
  );
}
