import './ops-decisions.css';
import { randomUUID } from 'node:crypto';
import { DECISION_KIND_NAMES, type DecisionField, detailOf, disputeChoice, kindOf } from '@/contracts/decision-kinds';
import type { DecisionFormDto, DecisionPreviewDto } from '@/contracts/decisions';
import { opsShopPath } from '@/contracts/ops-lists';
import { withParams } from '@/contracts/search-params';
import type { Actor } from '@/contracts/shell';
import type { Decision, DecisionKind } from '@/domain/decision/decision';
import { confirmPath, isFresh } from '@/server/auth/step-up';
import { readClock } from '@/server/clock';
import { lookAtShop } from '@/server/commands/audit/look-at-shop';
import { ownShopRefusal } from '@/server/commands/own-shop';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { readDecisionForm, readPreview } from '@/server/queries/ops/decision-preview';
import { amountText } from '@/ui/amount-text';
import { Button, Door, LinkButton, TextLink } from '@/ui/button';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { Field } from '@/ui/filters';
import { KeyValues } from '@/ui/lists';
import { Note } from '@/ui/note';
import { PageHead } from '@/ui/page-head';
import { Section, SectionGrid } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { ProposeForm } from './ops-decide-forms';
import { EffectTable } from './ops-effect';
import { DECISIONS_PATH, decisionTitle } from './ops-words';

const PATH = `${DECISIONS_PATH}/new`;

type Given = Readonly<Record<string, string | undefined>>;

/** The shop and the kind: what everything else hangs on. */
function ChooseForm({ shop, kind }: { readonly shop: string | undefined; readonly kind: DecisionKind | undefined }) {
  return (
    <form action={PATH} method="get" className="form decision-form">
      <Field label="Shop" hint="Its id, such as ivy.">
        <input name="shop" required defaultValue={shop ?? ''} maxLength={80} autoComplete="off" />
      </Field>
      <Field label="What to decide">
        <select name="kind" defaultValue={kind ?? DECISION_KIND_NAMES[0]}>
          {DECISION_KIND_NAMES.map((name) => (
            <option key={name} value={name}>
              {kindOf(name).label}
            </option>
          ))}
        </select>
      </Field>
      <div className="acts">
        <Button type="submit" kind="primary">
          Continue
        </Button>
      </div>
    </form>
  );
}

/** The first step, and what each kind does. */
function Choose(chosen: { readonly shop: string | undefined; readonly kind: DecisionKind | undefined }) {
  return (
    <SectionGrid>
      <Section title="Which shop, and what" columns={5}>
        <ChooseForm {...chosen} />
      </Section>
      <Section title="What each does" columns={7}>
        <KeyValues
          pairs={DECISION_KIND_NAMES.map((name) => ({ term: kindOf(name).label, value: kindOf(name).does }))}
        />
      </Section>
    </SectionGrid>
  );
}

function Control({
  field,
  value,
  choices,
}: {
  field: DecisionField;
  value: string;
  choices: DecisionFormDto['choices'];
}) {
  const { name, input, options = [], isOptional = false } = field;
  if (input === 'choice' || input === 'of-the-shop') {
    const offered = input === 'choice' ? options : choices;
    return (
      <select name={name} defaultValue={value} key={value} required={!isOptional}>
        {offered.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      name={name}
      key={value}
      defaultValue={value}
      inputMode={input === 'amount' ? 'decimal' : 'text'}
      className={input === 'amount' ? 'r' : undefined}
      required={!isOptional}
      maxLength={120}
      autoComplete="off"
    />
  );
}

interface FormProps {
  readonly kind: DecisionKind;
  readonly form: DecisionFormDto;
  readonly given: Given;
  readonly errors: Given;
}

/** The fields of a kind; a plain GET form, so the preview has an address and works without scripts. */
export function FieldsForm({ kind, form, given, errors }: FormProps) {
  const { fields } = kindOf(kind);
  return (
    <form action={PATH} method="get" className="form decision-form">
      <input type="hidden" name="shop" value={form.shop.id} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="preview" value="1" />
      {fields.map((field) => {
        const error = errors[field.name];
        return (
          <Field
            key={field.name}
            label={field.label}
            {...(field.hint === undefined ? {} : { hint: field.hint })}
            {...(error === undefined ? {} : { error })}
          >
            <Control field={field} value={given[field.name] ?? form.initial[field.name] ?? ''} choices={form.choices} />
          </Field>
        );
      })}
      <div className="acts">
        <Button type="submit" kind={given['preview'] === '1' ? 'default' : 'primary'}>
          {given['preview'] === '1' ? 'Preview again' : 'Preview what changes'}
        </Button>
      </div>
    </form>
  );
}

function limitText({ limit, movedAlone, shop }: DecisionFormDto): string {
  const text = (value: string) => amountText(value, { currency: shop.currency });
  return `You may move ${text(limit)} a day in a shop alone; today you have moved ${text(movedAlone)} here.`;
}

interface PreviewProps {
  readonly actor: Actor;
  readonly form: DecisionFormDto;
  readonly decision: Decision;
  readonly preview: DecisionPreviewDto;
}

function whatFollows({ withheldUntil }: DecisionPreviewDto): string | undefined {
  if (withheldUntil === null) return undefined;
  const until = dayText(withheldUntil, { style: 'long' });
  return `No payouts before ${until}, and no release of reserve before that day. What is owed is drawn from the reserve at each close from today on.`;
}

/** What would change, then the reason and the word. */
function Preview({ actor, form, decision, preview }: PreviewProps) {
  const { shop } = form;
  const { kind } = decision;
  const detail = detailOf(decision);
  const { refusal } = preview;
  // What a field is to blame for stands at the field.
  if (refusal !== null && kindOf(kind).fields.some(({ name }) => name === refusal.field)) return null;
  if (refusal !== null)
    return (
      <Section title="It cannot be decided so">
        <Note tone="owed">{refusal.reason}</Note>
      </Section>
    );
  const title = decisionTitle(decision, shop.currency);
  const alone = `It takes no second person: it is done at once. ${limitText(form)}`;
  const say = preview.needsSecond ? 'It takes a second person: an ops lead who is not you confirms it.' : alone;
  const label = preview.needsSecond ? `Propose: ${title}` : `Do it now: ${title}`;
  return (
    <>
      <Section title="What changes" say={whatFollows(preview)}>
        {preview.effect === null ? null : <EffectTable effect={preview.effect} currency={shop.currency} />}
      </Section>
      <Section title={preview.needsSecond ? 'Propose it' : 'Decide it'} say={say}>
        {kindOf(kind).movesMoney && !isFresh(actor) ? (
          <>
            <p className="sm">This moves money, so we ask again that it is you.</p>
            <div className="acts mt-3">
              <LinkButton
                href={confirmPath(withParams(PATH, { shop: shop.id, kind, ...detail, preview: '1' }))}
                kind="primary"
                icon="key"
              >
                Confirm that it is you
              </LinkButton>
            </div>
          </>
        ) : (
          <ProposeForm
            formKey={randomUUID()}
            shop={shop.id}
            kind={kind}
            by={actor.person.key}
            detail={detail}
            label={label}
            hint="They read it word for word once it is confirmed. Name no other person."
          />
        )}
      </Section>
    </>
  );
}

interface Props {
  readonly actor: Actor;
  readonly shop: string | undefined;
  readonly kind: DecisionKind | undefined;
  /** Fields of the kind, as the address has them. */
  readonly given: Given;
}

function errorsOf(kind: DecisionKind, given: Given): { readonly decision: Decision | null; readonly errors: Given } {
  if (given['preview'] !== '1') return { decision: null, errors: {} };
  const read = kindOf(kind).schema.safeParse(given);
  if (read.success) return { decision: read.data, errors: {} };
  const errors = read.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]);
  return { decision: null, errors: Object.fromEntries(errors) };
}

/** What the fields hold: a link that names order and dispute apart chooses the one that it names. */
function chosenOf(given: Given, decision: Decision | null): Given {
  return decision?.kind === 'dispute' ? { ...given, dispute: disputeChoice(decision) } : given;
}

/** Choose, fill in, look at what changes, propose: each step an address. That a shop was looked at is on record before it is shown. */
export async function OpsNewDecision({ actor, shop, kind, given }: Props) {
  if (shop === undefined || kind === undefined) return <Choose shop={shop} kind={kind} />;
  const asked = {
    person: actor.person.key,
    now: await readClock(systemDatabase().pool, env().mode === 'demo'),
  };
  // In the seller's log it says no more than that: what is only thought of is the marketplace's own affair.
  const look = await lookAtShop(actor, shop, 'standing');
  const form = look === null ? null : await readDecisionForm(look.database, { shop, kind }, asked);
  if (look === null || form === null)
    return (
      <>
        <Note tone="owed">There is no shop “{shop}”. Compare the id with the list of shops.</Note>
        <Choose shop={shop} kind={kind} />
      </>
    );
  const own = await ownShopRefusal(systemDatabase().pool, actor, look.shopId);
  if (own !== null) return <Note tone="owed">{own}</Note>;
  const { decision, errors } = errorsOf(kind, given);
  const preview = decision === null ? null : await readPreview(look.database, look.shopId, decision, asked);
  const failed = preview?.refusal ?? null;
  const fieldErrors = failed === null ? errors : { ...errors, [failed.field]: failed.reason };
  return (
    <>
      <Section
        title={kindOf(kind).label}
        say={kindOf(kind).does}
        aside={<TextLink href={withParams(PATH, { shop })}>Decide something else</TextLink>}
      >
        <p className="sm muted mb-4">
          <Door href={opsShopPath(form.shop.id)}>{form.shop.name}</Door>,{' '}
          {form.shop.sellerName ?? 'of no organisation yet'}
          {form.openCount === 0 ? null : (
            <>
              {'. '}
              <TextLink href={withParams(DECISIONS_PATH, { shop: form.shop.id })}>
                {counted(form.openCount, 'open decision')} about it
              </TextLink>
            </>
          )}
        </p>
        {form.nothing === null ? (
          <FieldsForm kind={kind} form={form} given={chosenOf(given, decision)} errors={fieldErrors} />
        ) : (
          <EmptyState icon="done" title="There is nothing to decide">
            {form.nothing}
          </EmptyState>
        )}
      </Section>
      {decision === null || preview === null ? null : (
        <Preview actor={actor} form={form} decision={decision} preview={preview} />
      )}
    </>
  );
}

/** The head of the page, before anything is known. */
export function NewDecisionHead() {
  return <PageHead title="Propose a decision" crumb={{ href: DECISIONS_PATH, label: 'Decisions', here: 'Propose' }} />;
}
