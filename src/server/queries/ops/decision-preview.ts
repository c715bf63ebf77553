import 'server-only';
import { disputeChoice, kindOf } from '@/contracts/decision-kinds';
import type { AheadDto, DecisionFormDto, DecisionPreviewDto, EffectDto } from '@/contracts/decisions';
import { dayOf, type Instant } from '@/domain/calendar/instant';
import { addDays } from '@/domain/calendar/plain-date';
import { type Decision, needsSecondPerson } from '@/domain/decision/decision';
import {
  type DecisionPlan,
  type DecisionStanding,
  mostToWriteOff,
  planDecision,
} from '@/domain/decision/plan-decision';
import type { Fact, RecordedFact } from '@/domain/fact/fact';
import { type Ahead, tryDecision } from '@/domain/forecast/decision-trial';
import { formatMinor, ZERO } from '@/domain/money/money';
import { payoutAccount } from '@/domain/payout/conditions';
import { policyOn } from '@/domain/policy/policy';
import { present } from '@/domain/shared/assert';
import type { ShopStanding } from '../../commands/bills/shop-standing';
import { firstOpenDay } from '../../commands/close-plan';
import { limitOf, movedAloneToday, readDecisionStanding } from '../../commands/decisions/decision-standing';
import { type Database, inTransaction } from '../../db/database';
import { selectBook } from '../../repositories/policies';
import { findShops, type ShopRow, selectShops, selectStates } from '../../repositories/shops';
import { readOutlookInput } from '../outlook';
import { readDecidedShop } from './decisions';

/** Who asks, by the clock that the books go by. */
interface Asked {
  readonly person: string;
  readonly now: Instant;
}

/** Where a shop stands, unlocked: for pages. */
async function readStanding(
  connection: Parameters<typeof readDecisionStanding>[0],
  shop: ShopRow,
): Promise<ShopStanding> {
  const state = present((await selectStates(connection, [shop.id])).get(shop.id), `state of shop ${shop.shop}`);
  const book = await selectBook(connection, shop.marketplace);
  const openDay = firstOpenDay(shop);
  return { shop, state, book, policy: policyOn(book, openDay), openDay };
}

function paidDto(paid: Ahead['nextPayout']) {
  return paid === null ? null : { on: paid.on, amount: formatMinor(paid.amount) };
}

function aheadDto(ahead: Ahead): AheadDto {
  return {
    available: formatMinor(ahead.available),
    reserved: formatMinor(ahead.reserved),
    level: ahead.level,
    measures: [...ahead.measures],
    nextPayout: paidDto(ahead.nextPayout),
    nextRelease: paidDto(ahead.nextRelease),
    withheld: formatMinor(ahead.withheld),
    released: formatMinor(ahead.released),
    used: formatMinor(ahead.used),
    paidOut: formatMinor(ahead.paidOut),
  };
}

/** Facts by number, each once. */
function merged(facts: readonly RecordedFact[], others: readonly RecordedFact[]): readonly RecordedFact[] {
  return [...new Map([...facts, ...others].map((one) => [one.no, one])).values()].sort((a, b) => a.no - b.no);
}

/** Runs the engine over the days ahead without and with what is planned. @returns null before the first close */
async function readEffect(
  database: Database,
  { shop, book }: ShopStanding,
  { effectiveOn, orderFacts }: DecisionStanding,
  { fact, days, now }: { readonly fact: DecisionPlan['fact']; readonly days: number; readonly now: Instant },
): Promise<EffectDto | null> {
  const asked = { id: shop.id, externalId: shop.shop, marketplace: shop.marketplace } as const;
  // Days that are over and not closed yet lie between: a few more are read.
  const input = await readOutlookInput(database, asked, days + 10);
  if (input === null) return null;
  const recorded = { ...fact, id: 'preview', shop: shop.shop, occurredAt: now } as Fact;
  const trial = tryDecision(
    { ...input, facts: merged(input.facts, orderFacts) },
    { occurredOn: dayOf(now, book.zone), effectiveOn, fact: recorded },
    days,
  );
  const { through, before, after } = trial;
  return { effectiveOn, through, before: aheadDto(before), after: aheadDto(after) };
}

/**
 * What a decision would change, by the real engine, or what is in its way. Nothing is written.
 * @param reason what stands in the fact; the preview does not depend on it
 */
export async function readPreview(
  database: Database,
  shopId: number,
  decision: Decision,
  { person, now }: Asked,
): Promise<DecisionPreviewDto> {
  const found = await inTransaction(database, async (connection) => {
    const [shop] = await selectShops(connection, [shopId]);
    const standing = await readStanding(connection, present(shop, `shop ${shopId}`));
    const decided = await readDecisionStanding(connection, standing, decision, now);
    const movedAlone = await movedAloneToday(connection, standing, person, now);
    return { standing, decided, movedAlone };
  });
  const { standing, decided, movedAlone } = found;
  const plan = planDecision(decided, decision, 'Preview');
  const limit = limitOf(standing.book);
  const moved = plan.ok ? plan.value.moved : ZERO;
  const shared = {
    needsSecond: needsSecondPerson(decision.kind, { moved, movedAlone, limit }),
    withheldUntil:
      decision.kind === 'closure'
        ? addDays(dayOf(now, standing.book.zone), policyOn(standing.book, decided.effectiveOn).closureWithholdDays)
        : null,
  };
  if (!plan.ok) return { ...shared, effect: null, refusal: plan.refusal };
  const wanted = { fact: plan.value.fact, days: kindOf(decision.kind).previewDays, now };
  return { ...shared, effect: await readEffect(database, standing, decided, wanted), refusal: null };
}

type Offered = Pick<DecisionFormDto, 'choices' | 'nothing' | 'initial'>;

function offered(kind: Decision['kind'], decided: DecisionStanding): Offered {
  const { state, failed } = decided;
  const none = { choices: [], nothing: null, initial: {} };
  if (kind === 'dispute') {
    const choices = state.openDisputes.map((open) => ({
      value: disputeChoice(open),
      label: `${open.dispute}, order ${open.order}: ${formatMinor(open.amount)}`,
    }));
    return { ...none, choices, nothing: choices.length > 0 ? null : 'No dispute of this shop is open in the books.' };
  }
  if (kind === 'payout-retry') {
    const account = payoutAccount(state);
    if (!state.payoutFailed || failed === null)
      return { ...none, nothing: 'No payout of this shop waits for its account to be confirmed.' };
    const to = account === null ? 'no verified account' : `account ending ${account.last4}, ${account.holderName}`;
    return { ...none, choices: [{ value: String(failed.no), label: `${failed.no}: ${failed.code}; ${to}` }] };
  }
  if (kind === 'write-off') {
    const most = mostToWriteOff(decided);
    return most > ZERO
      ? { ...none, initial: { amount: formatMinor(most) } }
      : {
          ...none,
          nothing:
            'Nothing can be written off: nothing is owed, or bills under way and what is decided for tonight’s close cover all of it.',
        };
  }
  return none;
}

/**
 * What the form of a kind offers of a shop.
 * @param shop external id
 * @returns null if there is no such shop
 */
export async function readDecisionForm(
  database: Database,
  { shop: externalId, kind }: { readonly shop: string; readonly kind: Decision['kind'] },
  { person, now }: Asked,
): Promise<DecisionFormDto | null> {
  return inTransaction(database, async (connection) => {
    const [shop] = await findShops(connection, [externalId]);
    if (shop === undefined) return null;
    const standing = await readStanding(connection, shop);
    const decided = await readDecisionStanding(connection, standing, { kind: 'closure' }, now);
    const open = await connection.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM decision WHERE shop_id = $1 AND status = 'open'",
      [shop.id],
    );
    return {
      ...offered(kind, decided),
      shop: await readDecidedShop(connection, shop.id),
      limit: formatMinor(limitOf(standing.book)),
      movedAlone: formatMinor(await movedAloneToday(connection, standing, person, now)),
      openCount: open.rows[0]?.count ?? 0,
    };
  });
}
