import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { appealIdSchema } from '@/contracts/appeals';
import { may } from '@/contracts/permissions';
import { OpsAppealCase } from '@/features/appeals/ops-case';
import { requireActor } from '@/server/auth/actor';

export const metadata: Metadata = { title: 'Appeal' };

interface Props {
  readonly params: Promise<{ readonly appeal: string }>;
}

/** Whether there is such an appeal decides the answer's status, so nothing of the page streams before it. */
export default async function OpsAppealPage({ params }: Props) {
  const actor = await requireActor();
  const appeal = appealIdSchema.safeParse((await params).appeal);
  if (!appeal.success || !may(actor.role, 'see-appeals')) notFound();
  return <OpsAppealCase actor={actor} appeal={appeal.data} />;
}
