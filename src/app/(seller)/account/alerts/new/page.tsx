import type { Metadata } from 'next';
import { ALERT_WORDS, alertSearchSchema, concernsMoney } from '@/contracts/alerts';
import { may, ROLES } from '@/contracts/permissions';
import { ALERTS_PATH } from '@/features/alerts/paths';
import { KindChoice, RulePage } from '@/features/alerts/rule-page';
import { requireActor } from '@/server/auth/actor';
import { seesEveryShop } from '@/server/commands/alerts/alert-rule-rules';
import { sellerDatabase } from '@/server/db/seller';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';

export const metadata: Metadata = { title: 'New alert rule' };

const CRUMB = { href: ALERTS_PATH, label: 'Alert rules', here: 'New rule' };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NewAlertPage({ searchParams }: Props) {
  const { person, role, shops, seller } = await requireActor();
  const { kind, threshold, scope } = alertSearchSchema.parse(await searchParams);
  const isOfOthers = kind !== undefined && concernsMoney(kind) && !may(role, 'see-money');
  if (seller === null || !may(role, 'manage-alerts') || isOfOthers) {
    return (
      <>
        <PageHead title="New rule" crumb={CRUMB} />
        <NoPermission what="this rule" role={ROLES[role].name} owner="an owner of the organisation" />
      </>
    );
  }
  const by = { person, role, shops, seller };
  const widest = (await seesEveryShop(sellerDatabase().pool, by)) ? 'all' : (shops[0]?.externalId ?? 'all');
  return (
    <>
      <PageHead title="New rule" crumb={CRUMB} />
      {kind === undefined ? (
        <KindChoice role={role} scope={widest} />
      ) : (
        <RulePage
          by={by}
          rule={null}
          filledIn={{ kind, threshold: threshold ?? ALERT_WORDS[kind].begins, scope: scope ?? widest }}
        />
      )}
    </>
  );
}
