import type { Metadata } from 'next';
import { connection } from 'next/server';
import { NothingHere } from '@/features/shell/nothing-here';

export const metadata: Metadata = { title: 'Not found' };

export default async function NotFound() {
  // Made when it is asked for: a page that was made before cannot carry the nonce of its request.
  await connection();
  return (
    <main className="main" id="main">
      <h1 style={{ marginBottom: 20 }}>Not found</h1>
      <NothingHere />
    </main>
  );
}
