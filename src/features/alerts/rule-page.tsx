import './alerts.css';
import { ALERT_KIND_NAMES, ALERT_WORDS, concernsMoney, PREVIEWED_SHOPS, readThreshold } from '@/contracts/alerts';
import { may, type Role } from '@/contracts/permissions';
import type { AlertKind } from '@/domain/alert/rule';
import { type RuleKeeper, seesEveryShop } from '@/server/commands/alerts/alert-rule-rules';
import { sellerDatabase } from '@/server/db/seller';
import { previewRules } from '@/server/queries/alerts';
import { TextLink } from '@/ui/button';
import { ErrorIsland } from '@/ui/error-island';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { Streamed } from '@/ui/streamed';
import { type FilledIn, ruleHref } from './paths';
import { Preview, PreviewSkeleton } from './preview';
import { RuleForm } from './rule-form';

async function PreviewOf({ by, filledIn }: { readonly by: RuleKeeper; readonly filledIn: FilledIn }) {
  const { kind, scope } = filledIn;
  const threshold = readThreshold(kind, filledIn.threshold);
  if (!threshold.ok) {
    return (
      <Section title="The last 90 days" columns={7} id="preview">
        <EmptyState icon="alert" title="Nothing to show yet">
          {threshold.refusal}
        </EmptyState>
      </Section>
    );
  }
  const shops = by.shops.filter(({ externalId }) => scope === 'all' || externalId === scope);
  const shopIds = shops.slice(0, PREVIEWED_SHOPS).map(({ id }) => id);
  const [previews = []] = await previewRules(sellerDatabase(), [
    { rule: { kind, threshold: threshold.value }, shopIds },
  ]);
  return <Preview kind={kind} previews={previews} shopCount={shops.length} />;
}

/** The form of a rule, and beside it what it would have done. */
export async function RulePage({
  by,
  rule,
  filledIn,
}: {
  readonly by: RuleKeeper;
  readonly rule: string | null;
  readonly filledIn: FilledIn;
}) {
  const mayAll = await seesEveryShop(sellerDatabase().pool, by);
  const key = JSON.stringify(filledIn);
  return (
    <SectionGrid>
      <Section title={ALERT_WORDS[filledIn.kind].label} columns={5}>
        <RuleForm key={key} rule={rule} shops={by.shops} mayAll={mayAll} {...filledIn} />
      </Section>
      <ErrorIsland what="The preview">
        <Streamed key={key} fallback={<PreviewSkeleton />}>
          <PreviewOf by={by} filledIn={filledIn} />
        </Streamed>
      </ErrorIsland>
    </SectionGrid>
  );
}

/** The kinds of rules that a role may make: those about money are for who sees money. */
function kindsFor(role: Role): readonly AlertKind[] {
  return ALERT_KIND_NAMES.filter((kind) => !concernsMoney(kind) || may(role, 'see-money'));
}

/** What one can be told of: the first step of a new rule. */
export function KindChoice({ role, scope }: { readonly role: Role; readonly scope: string }) {
  return (
    <Section title="What do you want to be told of?" say="Each rule is held against every day when it is closed.">
      <ul className="alert-kinds">
        {kindsFor(role).map((kind) => (
          <li key={kind}>
            <TextLink href={ruleHref(null, { kind, threshold: ALERT_WORDS[kind].begins, scope })}>
              {ALERT_WORDS[kind].label}
            </TextLink>
            <p className="sm muted">{ALERT_WORDS[kind].means}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
