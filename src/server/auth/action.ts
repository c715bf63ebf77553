import 'server-only';
import type { Route } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import { type ActionState, refusedAction } from '@/contracts/action';
import type { AuditDeed, AuditDetail } from '@/contracts/audit';
import { CANNOT_BE_KEPT, canBeKept } from '@/contracts/kept-text';
import { may, type Permission } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import { appendAudit } from '../commands/audit/append-audit';
import { systemDatabase } from '../db/site';
import { env } from '../env';
import { newId } from '../ids';
import { log, withLogContext } from '../log';
import { answerOnce } from './action-key';
import { getActor, getShop } from './actor';
import { isOwnOrigin } from './origin';
import { takeAttempt } from './rate-limit';
import { confirmPath, isFresh } from './step-up';

/** Who may call an action: whoever has the permission, or somebody who is not signed in. */
export type Caller = Permission | 'anybody' | 'anybody-in-demo';

/** What an action may rely on: everything in it has been checked. */
export interface ActionCall<Input, By extends Caller = Caller> {
  readonly input: Input;
  /** Null only where anybody may call. */
  readonly actor: By extends Permission ? Actor : Actor | null;
}

/** What the audit log keeps of a call. */
interface AuditedCall {
  readonly deed: AuditDeed;
  readonly subject: string;
  readonly detail?: AuditDetail;
}

interface ActionOptions<Schema extends z.ZodType, By extends Caller> {
  /** As it is exported: what the log calls it. */
  readonly name: string;
  readonly permission: By;
  /** Reads the fields of the form. Amounts that a browser sends are wishes, never believed. */
  readonly schema: Schema;
  /** Whether the person must have proved within five minutes who they are: always, or for what is asked here. */
  readonly stepUp?: true | ((call: ActionCall<z.output<Schema>, By>) => boolean | Promise<boolean>);
  /** The form carries `idempotency-key`, made for its rendering: sent again, the first answer is given again and nothing is done twice. */
  readonly idempotent?: true;
  /** Also for somebody of the marketplace who sees a seller's pages; nothing else is. */
  readonly inSellerView?: true;
  /** Puts on record that it was asked for, before it is done: for what a provider does. What we do ourselves, its command puts on record once done. */
  readonly audit?: (call: ActionCall<z.output<Schema>, By>) => AuditedCall | null;
}

/** An action as `useActionState` takes it. */
export type Action<Value> = (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;

/** What was promised of an action when it was made: for the permission matrix, and for the test that there is no other kind. */
export interface ActionRules {
  readonly name: string;
  readonly permission: Caller;
  readonly stepUp: 'always' | 'sometimes' | 'never';
  readonly isIdempotent: boolean;
  readonly inSellerView: boolean;
}

const made = new WeakMap<object, ActionRules>();

/** The rules of an action; null for a function that `action` did not make. */
export function rulesOf(candidate: object): ActionRules | null {
  return made.get(candidate) ?? null;
}

/**
 * The one way to make a server action: checks where the form comes from, who sends it, whether they may, what it says, how often they send,
 * and that it is they; then runs it, once. In this order, and nothing of a refused form is done.
 * @returns refusals as states that the form shows; defects throw
 * @example export const signOut = action({ name: "signOut", permission: "use-own-account", schema: z.object({}) }, async () => { ... });
 */
export function action<Schema extends z.ZodType, Value, By extends Caller = Caller>(
  options: ActionOptions<Schema, By>,
  run: (call: ActionCall<z.output<Schema>, By>) => Promise<ActionState<Value>>,
): Action<Value> {
  const { name, permission, schema, stepUp, idempotent = false, inSellerView = false, audit } = options;
  const answerTo = async (actor: Actor | null, form: FormData): Promise<ActionState<Value>> => {
    const refusal = (await refuseOrigin()) ?? refuseViewer(inSellerView, actor) ?? refuseCaller(permission, actor);
    if (refusal !== null) return refusal;
    const read = schema.safeParse(Object.fromEntries(form));
    const wrong = { ...(read.success ? {} : fieldsOf(read.error)), ...unkeptFieldsOf(form) };
    if (!read.success || Object.keys(wrong).length > 0)
      return refusedAction('invalid', 'Something in the form is not right.', wrong);
    const tooMany = await refuseRate(actor);
    if (tooMany !== null) return tooMany;
    const call = { input: read.data, actor } as ActionCall<z.output<Schema>, By>;
    if (stepUp !== undefined && actor !== null && !isFresh(actor) && (stepUp === true || (await stepUp(call)))) {
      redirect(confirmPath(await pageOfForm()) as Route);
    }
    const work = async (): Promise<ActionState<Value>> => {
      const audited = audit?.(call) ?? null;
      if (audited !== null) await appendAsked(actor, audited);
      return run(call);
    };
    return idempotent ? answerOnce(systemDatabase().pool, actor?.person.key ?? '', form, work) : work();
  };
  const answer: Action<Value> = async (_previous, form) => {
    const actor = await getActor();
    return logged(name, actor, () => answerTo(actor, form));
  };
  const when = stepUp === undefined ? 'never' : stepUp === true ? 'always' : 'sometimes';
  made.set(answer, { name, permission, stepUp: when, isIdempotent: idempotent, inSellerView });
  return answer;
}

/** Puts into the log that somebody asked, how it ended and how long it took; all that is logged meanwhile names the request and the person's key. */
async function logged<Value>(
  name: string,
  actor: Actor | null,
  work: () => Promise<ActionState<Value>>,
): Promise<ActionState<Value>> {
  const request = (await headers()).get('x-request-id');
  const context = {
    command: newId('cmd'),
    ...(request === null ? {} : { request }),
    ...(actor === null ? {} : { person: actor.person.key }),
  };
  return withLogContext(context, async () => {
    const started = performance.now();
    // Until it says otherwise: a redirect is thrown, and so is a defect, which Next's own hook logs (src/instrumentation.ts).
    let outcome = 'left';
    try {
      const state = await work();
      outcome = state.status === 'refused' ? state.code : state.status;
      return state;
    } finally {
      log('info', 'action', { name, outcome, ms: Math.round(performance.now() - started) });
    }
  });
}

/** With the shop that the actor works on. */
async function appendAsked(actor: Actor | null, audited: AuditedCall): Promise<void> {
  const shop = await getShop();
  await appendAudit(systemDatabase().pool, { actor, shopId: shop?.id ?? null, ...audited });
}

async function refuseOrigin(): Promise<ActionState<never> | null> {
  const sent = await headers();
  const { appOrigin, mode } = env();
  if (isOwnOrigin({ origin: sent.get('origin'), host: sent.get('host') }, appOrigin, mode === 'demo')) return null;
  return refusedAction('wrong-origin', 'This form was not sent from this site. Nothing was done. Open the page again.');
}

/** Somebody of the marketplace who sees a seller's pages reads, and does nothing, not even what is their own. */
function refuseViewer(inSellerView: boolean, actor: Actor | null): ActionState<never> | null {
  if (inSellerView || actor?.viewedBy === undefined) return null;
  return refusedAction(
    'not-allowed',
    'You see what the seller sees, read only. Nothing was done. Leave the view first.',
  );
}

function refuseCaller(caller: Caller, actor: Actor | null): ActionState<never> | null {
  if (caller === 'anybody') return null;
  if (caller === 'anybody-in-demo') {
    return env().mode === 'demo' ? null : refusedAction('not-allowed', 'This exists in demo mode only.');
  }
  if (actor === null) return refusedAction('not-signed-in', 'You are no longer signed in. Sign in again.');
  if (may(actor.role, caller)) return null;
  return refusedAction('not-allowed', 'Your role does not allow this. An owner of the organisation can change it.');
}

/** Those who are not signed in are counted where they try to: by account and by address. */
async function refuseRate(actor: Actor | null): Promise<ActionState<never> | null> {
  if (actor === null) return null;
  const wait = await takeAttempt(systemDatabase().pool, 'action person', actor.person.key);
  if (wait === null) return null;
  return refusedAction('too-many-attempts', 'That was too much at once. Nothing was done. Try again in a minute.');
}

/** The page that the form is on, to come back to: the origin was checked, so its address is one of ours. */
async function pageOfForm(): Promise<string> {
  const referer = (await headers()).get('referer') ?? '';
  if (!URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return pathname + search;
}

/** Whatever a field is for, it may end in a query. */
function unkeptFieldsOf(form: FormData): Record<string, string> {
  const unkept = [...form].filter(([, value]) => typeof value === 'string' && !canBeKept(value));
  return Object.fromEntries(unkept.map(([name]) => [name, CANNOT_BE_KEPT]));
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message;
  return fields;
}
