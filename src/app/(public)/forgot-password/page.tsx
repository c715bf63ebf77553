import type { Metadata } from 'next';
import { ForgotForm } from '@/features/sign-in/reset';
import { env } from '@/server/env';
import { Gate } from '@/ui/gate';

export const metadata: Metadata = { title: 'Forgot the password' };
export const dynamic = 'force-dynamic';

export default function ForgotPasswordPage() {
  return (
    <Gate title="Forgot the password">
      <ForgotForm isDemo={env().mode === 'demo'} />
    </Gate>
  );
}
