import type { Metadata } from 'next';
import { TwoFactorSetUp } from '@/features/security/security';
import { requireActor } from '@/server/auth/actor';

export const metadata: Metadata = { title: 'Set up two-factor' };

export default async function TwoFactorPage() {
  return <TwoFactorSetUp actor={await requireActor()} />;
}
