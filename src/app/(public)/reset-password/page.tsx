import type { Metadata } from 'next';
import { resetSearchSchema } from '@/contracts/sign-in';
import { ResetClosed, ResetForm } from '@/features/sign-in/reset';
import { isResetOpen } from '@/server/auth/passwords';
import { Gate } from '@/ui/gate';

// The address holds what opens the door: it is told to nobody, not even to our own pages.
export const metadata: Metadata = { title: 'Set a new password', referrer: 'strict-origin' };
export const dynamic = 'force-dynamic';

interface ResetPasswordPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ResetPasswordPage({ searchParams }: ResetPasswordPageProps) {
  const { token } = resetSearchSchema.parse(await searchParams);
  return (
    <Gate title="Set a new password">{(await isResetOpen(token)) ? <ResetForm token={token} /> : <ResetClosed />}</Gate>
  );
}
