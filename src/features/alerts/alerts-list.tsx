import './alerts.css';
import {
  type AlertPreviewDto,
  type AlertRuleDto,
  PREVIEW_DAYS,
  PREVIEWED_SHOPS,
  readThreshold,
} from '@/contracts/alerts';
import { may } from '@/contracts/permissions';
import type { RuleKeeper } from '@/server/commands/alerts/alert-rule-rules';
import { sellerDatabase } from '@/server/db/seller';
import { listRules, previewRules } from '@/server/queries/alerts';
import { Banner } from '@/ui/banner';
import { Door, LinkButton } from '@/ui/button';
import { Section } from '@/ui/section';
import { EmptyState, Skeleton } from '@/ui/states';
import { StatusChip } from '@/ui/status-chip';
import { DataTable } from '@/ui/table';
import { NEW_ALERT_PATH, ruleHref, SAID } from './paths';
import { RuleActions } from './rule-actions';
import { pageSay, timesText, titleOf } from './words';

const LOOKS = {
  on: { word: 'On', icon: 'alert', tone: 'owed' },
  armed: { word: 'Armed', icon: 'check', tone: 'done' },
  paused: { word: 'Paused', icon: 'pause', tone: 'idle' },
} as const;

/** How many shops a row names. */
const NAMED = 2;

function State({ rule }: { readonly rule: AlertRuleDto }) {
  const { day } = pageSay(rule.currency);
  const { active, isPaused } = rule;
  const named = active.slice(0, NAMED).map(({ shop, since }) => `${shop} since ${day(since)}`);
  const more = active.length - named.length;
  return (
    <>
      <StatusChip look={LOOKS[isPaused ? 'paused' : active.length > 0 ? 'on' : 'armed']} />
      {named.length === 0 || isPaused ? null : (
        <span className="sub">
          {named.join(', ')}
          {more > 0 ? ` and ${more} more` : ''}
        </span>
      )}
    </>
  );
}

function LastDays({
  previews,
  shopCount,
}: {
  readonly previews: readonly AlertPreviewDto[];
  readonly shopCount: number;
}) {
  const alerts = previews.reduce((sum, { periods }) => sum + periods.length, 0);
  const shops = previews.filter(({ periods }) => periods.length > 0);
  const [first] = shops;
  const last = first?.periods.at(-1);
  return (
    <>
      {timesText(alerts)}
      {shops.length > 1 ? (
        <span className="sub">
          {shops
            .slice(0, NAMED)
            .map(({ shop, periods }) => `${shop.name} ${periods.length}`)
            .join(', ')}
          {shops.length > NAMED ? ` and ${shops.length - NAMED} more` : ''}
        </span>
      ) : null}
      {shopCount > previews.length ? (
        <span className="sub">
          of {previews.length} of {shopCount} shops, worst first
        </span>
      ) : null}
      {shops.length === 1 && first !== undefined && last !== undefined ? (
        <span className="sub">last {pageSay(first.shop.currency).day(last.began)}</span>
      ) : null}
    </>
  );
}

interface RowProps {
  readonly rule: AlertRuleDto;
  /** How many shops the one who asks sees of those that the rule is for. */
  readonly shopCount: number;
  readonly previews: readonly AlertPreviewDto[];
}

function Row({ rule, previews, shopCount }: RowProps) {
  const title = titleOf(rule);
  return (
    <tr>
      <td className="full of-rule">
        {rule.mayChange ? (
          <b className="b">
            <Door href={ruleHref(rule.id)}>{title}</Door>
          </b>
        ) : (
          <b className="b">{title}</b>
        )}
        <span className="sub">
          {rule.shop?.name ?? 'Every shop'}, by {rule.createdBy}
        </span>
      </td>
      <td className="full">
        <State rule={rule} />
      </td>
      <td className="full" data-l={`Last ${PREVIEW_DAYS} days`}>
        <div className="last-days">
          <LastDays previews={previews} shopCount={shopCount} />
        </div>
      </td>
      <td className="full of-acts">
        {rule.mayChange ? <RuleActions rule={rule.id} title={title} isPaused={rule.isPaused} /> : null}
      </td>
    </tr>
  );
}

function shopIdsOf(by: RuleKeeper, { shop }: AlertRuleDto): readonly number[] {
  return by.shops
    .filter(({ externalId }) => shop === null || shop.externalId === externalId)
    .slice(0, PREVIEWED_SHOPS)
    .map(({ id }) => id);
}

function Nothing({ mayManage }: { readonly mayManage: boolean }) {
  return (
    <EmptyState
      icon="alert"
      title="No alert rules yet"
      action={
        mayManage ? (
          <LinkButton kind="primary" href={NEW_ALERT_PATH}>
            New rule
          </LinkButton>
        ) : undefined
      }
    >
      A rule is a threshold of your own, such as “owed above 50.00” or “no sign-in for 7 days”. It is held against every
      day when it is closed, and tells you once when it is met.
    </EmptyState>
  );
}

/** The rules of the seller: what each is, whether it is met, and how often it would have told in the last 90 days. */
export async function AlertsList({
  by,
  said,
}: {
  readonly by: RuleKeeper;
  readonly said: keyof typeof SAID | undefined;
}) {
  const database = sellerDatabase();
  const rules = await listRules(database.pool, by);
  const asked = rules.map((rule) => {
    const threshold = readThreshold(rule.kind, rule.threshold);
    return {
      rule: { kind: rule.kind, threshold: threshold.ok ? threshold.value : 0n },
      shopIds: shopIdsOf(by, rule),
    };
  });
  const previews = await previewRules(database, asked);
  return (
    <>
      {said === undefined ? null : <Banner tone="note" icon="done" title={SAID[said]} />}
      <Section
        title="Your rules"
        say="You are told once when a condition begins to hold, by inbox and mail, and again only after it has ended."
      >
        {rules.length === 0 ? (
          <Nothing mayManage={may(by.role, 'manage-alerts')} />
        ) : (
          <DataTable
            caption="Alert rules"
            layout="stack"
            columns={[
              { key: 'rule', label: 'Rule' },
              { key: 'state', label: 'State' },
              { key: 'days', label: `Last ${PREVIEW_DAYS} days` },
              { key: 'actions', label: 'Actions', align: 'right', isHidden: true },
            ]}
          >
            {rules.map((rule, index) => (
              <Row
                key={rule.id}
                rule={rule}
                shopCount={rule.shop === null ? by.shops.length : 1}
                previews={previews[index] ?? []}
              />
            ))}
          </DataTable>
        )}
      </Section>
    </>
  );
}

/** As high as a few rules. */
export function AlertsSkeleton() {
  return (
    <Section title="Your rules">
      <Skeleton lines={5} rowHeight={52} label="Loading the rules" />
    </Section>
  );
}
