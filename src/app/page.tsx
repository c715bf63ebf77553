import { redirect } from 'next/navigation';
import { getActor } from '@/server/auth/actor';

export const dynamic = 'force-dynamic';

export default async function RootPage() {
  redirect((await getActor()) === null ? '/sign-in' : '/finances');
}
