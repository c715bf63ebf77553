import type { Metadata } from 'next';
import { Security } from '@/features/security/security';
import { requireActor } from '@/server/auth/actor';

export const metadata: Metadata = { title: 'Security' };

export default async function SecurityPage() {
  return <Security actor={await requireActor()} />;
}
