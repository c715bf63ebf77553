import type Stripe from 'stripe';
import { endSetupPage } from '../resources/bind-card';
import { type BankOutcome, endBankPage } from '../resources/confirm-payment';
import { find, idOf, type Kept } from '../store/objects';
import type { Work } from '../store/work';
import { completeSession } from './checkout';
import { html } from './html';
import { amountText, messagePage, type PageContent } from './layout';

/** What the bank asks about. */
export type Asked = Kept<'payment_intent'> | Kept<'setup_intent'>;

/** The intent that an address names, if it comes with the secret of it. */
export async function findAsked(work: Work, query: URLSearchParams): Promise<Asked | null> {
  const payment = await find(work, 'payment_intent', query.get('payment_intent') ?? '');
  if (payment !== null)
    return payment.data.client_secret === query.get('payment_intent_client_secret') ? payment : null;
  const setup = await find(work, 'setup_intent', query.get('setup_intent') ?? '');
  return setup?.data.client_secret === query.get('setup_intent_client_secret') ? setup : null;
}

/** The way back, with what Stripe adds to it; null where there is none. */
export function returnAddress({ data, hidden }: Asked): string | null {
  const { returnUrl } = hidden;
  if (returnUrl === null || returnUrl === undefined) return null;
  if (!URL.canParse(returnUrl)) return returnUrl;
  const url = new URL(returnUrl);
  url.searchParams.set(data.object, data.id);
  url.searchParams.set(`${data.object}_client_secret`, data.client_secret ?? '');
  const isDone = data.status === 'succeeded' || ('amount' in data && data.status === 'requires_capture');
  url.searchParams.set('redirect_status', isDone ? 'succeeded' : data.status === 'processing' ? 'pending' : 'failed');
  return url.href;
}

/** Ends the question, once; asked again it says what was decided. */
export async function answerBank(work: Work, { data, hidden }: Asked, outcome: BankOutcome): Promise<Asked> {
  const ended: Stripe.PaymentIntent | Stripe.SetupIntent =
    data.object === 'payment_intent'
      ? await endBankPage(work, data.id, outcome)
      : await endSetupPage(work, data.id, outcome);
  if (ended.status === 'succeeded') await completeSession(work, ended.object, ended.id);
  return { data: ended, hidden, isDeleted: false } as Asked;
}

/** Reads which button was pressed. */
export function readOutcome(body: string): BankOutcome | null {
  const outcome = new URLSearchParams(body).get('outcome');
  return outcome === 'complete' || outcome === 'fail' || outcome === 'cancel' ? outcome : null;
}

/** The bank's page; once it is answered, the way on. */
export async function bankPageOf(work: Work, asked: Asked): Promise<PageContent> {
  const { data } = asked;
  if (data.status !== 'requires_action') {
    const back = returnAddress(asked);
    const sentence = 'Your bank has its answer already; nothing more to do here.';
    return messagePage('Already answered', sentence, back === null ? null : { href: back, label: 'Continue' });
  }
  const method = await find(work, 'payment_method', idOf(data.payment_method) ?? '');
  const isPayment = data.object === 'payment_intent';
  const card = method?.data.card;
  const rows: readonly (readonly [string, string])[] = [
    ['Asked by', 'Evenkeel, through Stripe'],
    ...(isPayment ? [['Amount', amountText(data.amount, data.currency)] as const] : []),
    ...(card === undefined
      ? []
      : [['Card', `${card.brand[0]?.toUpperCase()}${card.brand.slice(1)} ending ${card.last4}`] as const]),
    ...(data.description === null ? [] : [['For', data.description] as const]),
  ];
  return {
    title: isPayment ? 'Confirm your payment' : 'Confirm your card',
    isNarrow: true,
    body: html`<div class="head"><h1>${isPayment ? 'Confirm your payment' : 'Confirm your card'}</h1>
<p>3-D Secure: here the bank of a real card would ask for a code. Choose what it answers.</p></div>
<section class="sheet" aria-label="What is asked"><dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<form method="post" class="buttons">
<button class="primary" name="outcome" value="complete">Complete</button>
<button name="outcome" value="fail">Fail</button>
<button class="plain" name="outcome" value="cancel">Cancel</button>
</form></section>`,
  };
}
