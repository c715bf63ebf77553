import { randomUUID } from 'node:crypto';
import { notFound } from 'next/navigation';
import { ACTIVITY_WORDS } from '@/contracts/activity';
import type { AppealCaseDto, AppealingShopDto } from '@/contracts/appeals';
import { may, ROLES } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { MEASURE_LABEL, measureCause, measuresLabel } from '@/domain/explain/measure-label';
import { TIER_LABEL } from '@/domain/explain/tier-label';
import { lookAtShop } from '@/server/commands/audit/look-at-shop';
import { opsDatabase } from '@/server/db/ops';
import { readAppealCase } from '@/server/queries/appeals-queue';
import { Amount } from '@/ui/amount';
import { amountText, isNegative, isZero } from '@/ui/amount-text';
import { TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { KeyValues, type Pair, Sentences } from '@/ui/lists';
import { PageHead } from '@/ui/page-head';
import { Section, SectionGrid } from '@/ui/section';
import { StatusChip } from '@/ui/status-chip';
import { AppealItem } from './appeal-item';
import { DecisionForm } from './ops-decision-form';
import { APPEAL_LOOK } from './words';

function standingPairs(shop: AppealingShopDto): readonly Pair[] {
  const year = (shop.closedThrough ?? shop.openedOn).slice(0, 4);
  const { currency, applied, openDisputes } = shop;
  const times = `${counted(applied.count, 'measure')} applied so far, last on ${applied.on.map((day) => dayText(day, { year })).join(', ')}`;
  return [
    {
      term: 'Owed',
      value: isZero(shop.owed) ? 'nothing' : <Amount value={`-${shop.owed}`} currency={currency} tone="owed" />,
    },
    {
      term: 'Available',
      value: (
        <Amount
          value={shop.available}
          currency={currency}
          {...(isNegative(shop.available) ? { tone: 'owed' as const } : {})}
        />
      ),
    },
    { term: 'In reserve', value: <Amount value={shop.reserved} currency={currency} /> },
    { term: 'On hold', value: <Amount value={shop.onHold} currency={currency} /> },
    { term: 'Reserve level', value: `${shop.level}${shop.isRiskFlagged ? ', flagged as a risk' : ''}` },
    {
      term: 'Tier',
      value: `${TIER_LABEL[shop.tier]}${shop.isOnProbation ? ', on probation' : ''}, score ${shop.score ?? 'none yet'}`,
    },
    {
      term: 'Open disputes',
      value:
        openDisputes.count === 0
          ? 'none'
          : `${openDisputes.count}, ${amountText(openDisputes.amount, { currency })} in all`,
    },
    { term: 'Activity', value: `${ACTIVITY_WORDS[shop.activity]}, last on ${dayText(shop.lastActiveOn, { year })}` },
    { term: 'Measures before', value: applied.count === 0 ? 'none' : times },
    { term: 'Opened', value: `${dayText(shop.openedOn, {})}, ${shop.marketplaceName}` },
  ];
}

function Standing({ shop }: { readonly shop: AppealingShopDto }) {
  const year = (shop.closedThrough ?? shop.openedOn).slice(0, 4);
  return (
    <Section
      title="Where the shop stands"
      say={
        shop.closedThrough === null
          ? 'No day of it is closed yet.'
          : `Books closed through ${dayText(shop.closedThrough, { year })}.`
      }
      aside={
        shop.sellerId === null ? null : (
          <TextLink href={`/ops/audit-log?seller=${encodeURIComponent(shop.sellerId)}`}>Audit log</TextLink>
        )
      }
    >
      <KeyValues pairs={standingPairs(shop)} />
      <div className="mt-4">
        <Sentences
          items={
            shop.measures.length === 0
              ? [{ key: 'none', icon: 'check', tone: 'ok', text: 'No measure is in force.' }]
              : shop.measures.map((one) => ({
                  key: one.measure,
                  icon: 'lock',
                  tone: 'wait',
                  text: `${MEASURE_LABEL[one.measure]} since ${dayText(one.since, { year })}: ${measureCause(one, (amount) => amountText(amount, { currency: shop.currency }))}.`,
                }))
          }
        />
      </div>
    </Section>
  );
}

function Decision({ dto, actor }: { readonly dto: AppealCaseDto; readonly actor: Actor }) {
  const { appeal, wouldLift, shop } = dto;
  if (appeal.status !== 'open') {
    return (
      <Section title="Decision">
        <p className="sm">
          <StatusChip look={APPEAL_LOOK[appeal.status]} reason={`by ${appeal.decidedName}`} />
        </p>
      </Section>
    );
  }
  if (!may(actor.role, 'decide-appeals')) {
    return (
      <Section title="Decision" say={`Your role is ${ROLES[actor.role].name}: an ops agent or an ops lead decides.`} />
    );
  }
  const label = measuresLabel(wouldLift);
  const say = isZero(shop.owed)
    ? wouldLift.length === 0
      ? 'None of the measures is in force any more. There is nothing to lift.'
      : 'Nothing is owed, so it can be granted. What is granted ends at once.'
    : `${amountText(shop.owed, { currency: shop.currency })} is owed now: it cannot be granted until that is paid.`;
  return (
    <Section title="Decision" say={say}>
      <DecisionForm
        appeal={appeal.id}
        formKey={randomUUID()}
        wouldLift={label === '' ? null : label.charAt(0).toLowerCase() + label.slice(1)}
      />
    </Section>
  );
}

/** One appeal, the standing of its shop, and the decision. That it was read is on record before anything is shown. */
export async function OpsAppealCase({ actor, appeal: id }: { readonly actor: Actor; readonly appeal: string }) {
  const { pool } = opsDatabase({ person: actor.person.key, purpose: `appeal ${id}` });
  const dto = await readAppealCase(pool, id);
  if (dto === null) notFound();
  const { appeal, shop, others } = dto;
  await lookAtShop(actor, shop.id, `appeal ${id}`);
  const item = { zone: 'UTC', year: '' };
  return (
    <>
      <PageHead title={`Appeal of ${shop.name}`} crumb={{ href: '/ops/appeals', label: 'Appeals', here: shop.name }}>
        <p className="muted sm">
          {shop.sellerName ?? 'Of no organisation yet'} · <span className="id">{shop.id}</span>
        </p>
      </PageHead>
      <SectionGrid>
        <div className="c7">
          <Section title="What the seller says">
            <AppealItem appeal={appeal} {...item} filesHref={`/ops/appeals/${appeal.id}/files`} />
            {appeal.files.length === 0 ? null : (
              <p className="xs faint mt-2">Nobody has scanned these files. Save them, and open them with care.</p>
            )}
          </Section>
          <Decision dto={dto} actor={actor} />
          {others.length === 0 ? null : (
            <Section title="Other appeals of this shop">
              {others.map((one) => (
                <AppealItem key={one.id} appeal={one} {...item} filesHref={`/ops/appeals/${one.id}/files`} />
              ))}
            </Section>
          )}
        </div>
        <div className="c5">
          <Standing shop={shop} />
        </div>
      </SectionGrid>
    </>
  );
}
