import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { secondStepSearchSchema } from '@/contracts/sign-in';
import { SecondStep } from '@/features/sign-in/second-step';
import { findSecondStep } from '@/server/auth/second-step';
import { Gate } from '@/ui/gate';

export const metadata: Metadata = { title: 'Sign in: second step' };
export const dynamic = 'force-dynamic';

interface SecondStepPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SecondStepPage({ searchParams }: SecondStepPageProps) {
  const { with: way } = secondStepSearchSchema.parse(await searchParams);
  const waiting = await findSecondStep();
  if (waiting === null) redirect('/sign-in');
  return (
    <Gate title="Sign in">
      <SecondStep email={waiting.email} way={way} />
    </Gate>
  );
}
