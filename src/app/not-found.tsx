import type { Metadata } from 'next';
import { connection } from 'next/server';
import { LinkButton } from '@/ui/button';
import { EmptyState } from '@/ui/states';

export const metadata: Metadata = { title: 'Not found' };

export default async function NotFound() {
  // Made when it is asked for: a page that was made before cannot carry the nonce of its request.
  await connection();
  return (
    <main className="main" id="main">
      <h1 style={{ marginBottom: 20 }}>Not found</h1>
      <EmptyState
        icon="search"
        title="There is no such page here"
        action={<LinkButton href="/finances">Go to finances</LinkButton>}
      >
        The address may be wrong, or it names something of another shop.
      </EmptyState>
    </main>
  );
}
