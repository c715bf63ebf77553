import './ops-decisions.css';
import { randomUUID } from 'node:crypto';
import { notFound } from 'next/navigation';
import { kindOf } from '@/contracts/decision-kinds';
import type { DecisionDto } from '@/contracts/decisions';
import { opsShopPath, opsStatementPath } from '@/contracts/ops-lists';
import { may, ROLES } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { confirmPath, isFresh } from '@/server/auth/step-up';
import { readClock } from '@/server/clock';
import { lookAtShop } from '@/server/commands/audit/look-at-shop';
import { ownShopRefusal } from '@/server/commands/own-shop';
import { opsDatabase } from '@/server/db/ops';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { readPreview } from '@/server/queries/ops/decision-preview';
import { readDecisionCase } from '@/server/queries/ops/decisions';
import { Amount } from '@/ui/amount';
import { Door, LinkButton } from '@/ui/button';
import { dayText, utcText } from '@/ui/day-text';
import { KeyValues, type Pair } from '@/ui/lists';
import { Note } from '@/ui/note';
import { PageHead } from '@/ui/page-head';
import { Section, SectionGrid } from '@/ui/section';
import { StatusChip } from '@/ui/status-chip';
import { AgainstForm, ConfirmForm } from './ops-decide-forms';
import { EffectTable } from './ops-effect';
import { DECISION_LOOK, DECISIONS_PATH, decisionTitle } from './ops-words';

function aboutPairs({ decision, shop, needsSecond, proposedName, proposedAt, ...dto }: DecisionDto): readonly Pair[] {
  const { decidedAt, decidedName, note, status } = dto;
  const second = `${status === 'open' ? 'takes' : 'took'} ${needsSecond ? 'a' : 'no'} second person`;
  return [
    { term: 'Status', value: <StatusChip look={DECISION_LOOK[status]} reason={second} /> },
    { term: 'Shop', value: <Door href={opsShopPath(shop.id)}>{shop.name}</Door> },
    { term: 'Kind', value: kindOf(decision.kind).label },
    { term: 'Proposed', value: `by ${proposedName}, ${utcText(proposedAt)}` },
    ...(decidedAt === null ? [] : [{ term: 'Decided', value: `by ${decidedName}, ${utcText(decidedAt)}` }]),
    ...(note === null ? [] : [{ term: 'Note', value: note }]),
  ];
}

/** The facts that it wrote, and what they became in the books. */
function Facts({ dto }: { readonly dto: DecisionDto }) {
  const { facts, shop } = dto;
  if (facts.length === 0) return null;
  return (
    <Section title="What it led to">
      {facts.map(({ no, type, effectiveOn, lines }) => (
        <div key={no} className="sm">
          <p>
            Fact {no}, <span className="id">{type}</span>, in effect on {dayText(effectiveOn, { year: '' })}.{' '}
            <Door href={opsShopPath(shop.id, 'facts')}>The shop’s facts</Door>
          </p>
          {lines.map(({ statement, day, amount }) => (
            <p key={statement} className="mt-2">
              <Door href={opsStatementPath(shop.id, statement)}>Statement {statement}</Door> of{' '}
              {dayText(day, { year: '' })}: <Amount value={amount} currency={shop.currency} sign="always" />
            </p>
          ))}
        </div>
      ))}
    </Section>
  );
}

interface DecideProps {
  readonly actor: Actor;
  readonly dto: DecisionDto;
  /** Why it is not for them, as members of the shop's seller; null for anybody else. */
  readonly ownShop: string | null;
}

/** The word on it, for whoever may say it. */
export function Decide({ actor, dto, ownShop }: DecideProps) {
  if (dto.status !== 'open') return null;
  const { id, decision, shop, now } = dto;
  const isOwn = dto.proposedBy === actor.person.key;
  const formKey = randomUUID();
  if (isOwn)
    return (
      <Section title="Decide" say="You proposed this yourself. It takes a second person: another ops lead confirms it.">
        <AgainstForm decision={id} formKey={formKey} how="withdraw" />
      </Section>
    );
  if (ownShop !== null) return <Section title="Decide" say={ownShop} />;
  if (!may(actor.role, 'confirm-decisions'))
    return (
      <Section title="Decide" say={`Your role is ${ROLES[actor.role].name}: an ops lead confirms or refuses it.`} />
    );
  const isOutdated = now?.refusal != null;
  return (
    <Section
      title="Decide"
      say={
        isOutdated ? 'It cannot be confirmed as things stand now.' : 'A decision stays, and the seller is told at once.'
      }
    >
      {isOutdated ? <Note tone="owed">{now.refusal?.reason}</Note> : null}
      {isOutdated ? null : isFresh(actor) ? (
        <ConfirmForm decision={id} formKey={formKey} label={`Confirm: ${decisionTitle(decision, shop.currency)}`} />
      ) : (
        <div className="acts">
          <LinkButton href={confirmPath(`${DECISIONS_PATH}/${id}`)} kind="primary" icon="key">
            Confirm that it is you first
          </LinkButton>
        </div>
      )}
      <AgainstForm decision={id} formKey={formKey} how="refuse" />
    </Section>
  );
}

function Effects({ dto }: { readonly dto: DecisionDto }) {
  const { effect, now, shop } = dto;
  const isSame = JSON.stringify(effect) === JSON.stringify(now?.effect);
  return (
    <>
      {now?.effect == null ? null : (
        <Section title="What it would change now" say={isSame ? 'The same as when it was proposed.' : undefined}>
          <EffectTable effect={now.effect} currency={shop.currency} />
        </Section>
      )}
      {effect === null || isSame ? null : (
        <Section title="What it would have changed when it was proposed">
          <EffectTable effect={effect} currency={shop.currency} />
        </Section>
      )}
    </>
  );
}

/** One decision: what, why, who, what it changes, and the word on it. That it was read is on record before anything is shown. */
export async function OpsDecisionCase({ actor, decision: id }: { readonly actor: Actor; readonly decision: string }) {
  const database = opsDatabase({ person: actor.person.key, purpose: `decision ${id}` });
  const found = await readDecisionCase(database.pool, id);
  if (found === null) notFound();
  await lookAtShop(actor, found.shop.id, 'standing');
  const asked = { person: actor.person.key, now: await readClock(systemDatabase().pool, env().mode === 'demo') };
  const now = found.status === 'open' ? await readPreview(database, found.shopId, found.decision, asked) : null;
  const ownShop = await ownShopRefusal(systemDatabase().pool, actor, found.shopId);
  const dto: DecisionDto = { ...found, now };
  const title = decisionTitle(dto.decision, dto.shop.currency);
  return (
    <>
      <PageHead title={title} crumb={{ href: DECISIONS_PATH, label: 'Decisions', here: title }}>
        <p className="muted sm">
          {dto.shop.name}, {dto.shop.sellerName ?? 'of no organisation yet'} · <span className="id">{dto.id}</span>
        </p>
      </PageHead>
      <SectionGrid>
        <div className="c7">
          <Section title="Why">
            <p className="decision-reason">{dto.reason}</p>
          </Section>
          <Effects dto={dto} />
          <Facts dto={dto} />
        </div>
        <div className="c5">
          <Section title="About it">
            <KeyValues pairs={aboutPairs(dto)} />
          </Section>
          <Decide actor={actor} dto={dto} ownShop={ownShop} />
        </div>
      </SectionGrid>
    </>
  );
}
