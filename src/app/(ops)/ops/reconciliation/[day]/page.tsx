import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may } from '@/contracts/permissions';
import { reconciledDaySearchSchema } from '@/contracts/reconciliation';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { isPlainDate } from '@/domain/calendar/plain-date';
import { OpsReconciledDay } from '@/features/ops-reconciliation/ops-day';
import { requireActor } from '@/server/auth/actor';

export const metadata: Metadata = { title: 'Reconciled day' };

interface Props {
  readonly params: Promise<{ readonly day: string }>;
  readonly searchParams: Promise<GivenParams>;
}

/** Whether the day was compared decides the answer's status, so nothing of the page streams before it. */
export default async function OpsReconciledDayPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { day } = await params;
  if (!isPlainDate(day) || !may(actor.role, 'see-proofs')) notFound();
  const { after } = reconciledDaySearchSchema.parse(firstOfEach(await searchParams));
  return <OpsReconciledDay actor={actor} day={day} after={after} />;
}
