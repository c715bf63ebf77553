import type { Metadata } from 'next';
import { signInSearchSchema } from '@/contracts/sign-in';
import { SignIn } from '@/features/sign-in/sign-in';
import { TestClock } from '@/features/test-clock/test-clock';

export const metadata: Metadata = { title: 'Sign in' };
export const dynamic = 'force-dynamic';

interface SignInPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { shop, notice } = signInSearchSchema.parse(await searchParams);
  return (
    <>
      <TestClock />
      <SignIn search={shop} notice={notice} />
    </>
  );
}
