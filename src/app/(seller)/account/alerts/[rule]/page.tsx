import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { alertRuleSchema, alertSearchSchema } from '@/contracts/alerts';
import { ALERTS_PATH } from '@/features/alerts/paths';
import { RulePage } from '@/features/alerts/rule-page';
import { titleOf } from '@/features/alerts/words';
import { requireActor } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { findRule } from '@/server/queries/alerts';
import { PageHead } from '@/ui/page-head';

export const metadata: Metadata = { title: 'Alert rule' };

interface Props {
  readonly params: Promise<{ readonly rule: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AlertPage({ params, searchParams }: Props) {
  const { person, role, shops, seller } = await requireActor();
  if (seller === null) notFound();
  const by = { person, role, shops, seller };
  const named = alertRuleSchema.safeParse(await params);
  const rule = named.success ? await findRule(sellerDatabase().pool, by, named.data.rule) : null;
  if (rule === null || !rule.mayChange) notFound();
  const { threshold = rule.threshold, scope = rule.shop?.externalId ?? 'all' } = alertSearchSchema.parse(
    await searchParams,
  );
  const title = titleOf(rule);
  return (
    <>
      <PageHead title={title} crumb={{ href: ALERTS_PATH, label: 'Alert rules', here: title }} />
      <RulePage by={by} rule={rule.id} filledIn={{ kind: rule.kind, threshold, scope }} />
    </>
  );
}
