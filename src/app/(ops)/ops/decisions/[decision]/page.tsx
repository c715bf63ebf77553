import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { decisionIdSchema } from '@/contracts/decisions';
import { may } from '@/contracts/permissions';
import { OpsDecisionCase } from '@/features/ops-decisions/ops-decision';
import { requireActor } from '@/server/auth/actor';

export const metadata: Metadata = { title: 'Decision' };

interface Props {
  readonly params: Promise<{ readonly decision: string }>;
}

/** Whether there is such a decision decides the answer's status, so nothing of the page streams before it. */
export default async function OpsDecisionPage({ params }: Props) {
  const actor = await requireActor();
  const decision = decisionIdSchema.safeParse((await params).decision);
  if (!decision.success || !may(actor.role, 'see-every-shop')) notFound();
  return <OpsDecisionCase actor={actor} decision={decision.data} />;
}
