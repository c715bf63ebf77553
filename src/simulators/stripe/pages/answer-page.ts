import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { comesFromElsewhere, type Exchange, readBody } from '../http/exchange';
import { type FaultName, NO_FAULTS, strike } from '../store/faults';
import { find } from '../store/objects';
import { inTransaction, type Work } from '../store/work';
import { API_VERSION } from '../version';
import { Refusal } from '../wire/errors';
import { cardPage, type Typed } from './card-form';
import { type Entered, enterCard, readCard, readTyped, successAddress } from './checkout';
import { html } from './html';
import { amountText, messagePage, redirect, sendPage } from './layout';
import { answerBank, bankPageOf, findAsked, readOutcome, returnAddress } from './three-d-secure';

const FONT = new URL('../../../ui/fonts/instrument-sans.woff2', import.meta.url);
/** What may go wrong with what a person does here. */
const STRIKING: readonly FaultName[] = [
  'slow',
  'webhook-late',
  'webhook-lost',
  'webhook-out-of-order',
  'webhook-twice',
];
const NOTHING: Typed = { name: '', number: '', expiry: '', code: '' };

/** The account that an object belongs to: a browser brings no key. */
async function accountOf({ running }: Exchange, id: string): Promise<string> {
  const { rows } = await running.pool.query<{ account: string }>(
    'SELECT account FROM stripe_simulator.object WHERE id = $1',
    [id],
  );
  return rows[0]?.account ?? '';
}

/** Runs what a page needs in one transaction of the account that the object belongs to. */
async function working<Value>(
  exchange: Exchange,
  id: string,
  isChange: boolean,
  run: (work: Work) => Promise<Value>,
): Promise<Value> {
  const { running, origin } = exchange;
  const { pool, settings } = running;
  const faults = isChange ? await strike(pool, [], STRIKING) : NO_FAULTS;
  await delay(faults.get('slow')?.millis ?? 0);
  const account = await accountOf(exchange, id);
  const value = await inTransaction(
    pool,
    { account, origin, request: null, version: API_VERSION, faults, settings },
    run,
  );
  running.wake();
  return value;
}

function showMissing({ response }: Exchange): void {
  sendPage(response, 404, messagePage('Nothing here', 'There is no such page. The address may be cut off.', null));
}

async function showCard(exchange: Exchange, id: string, typed: Typed, entered: Entered | null): Promise<void> {
  const { response } = exchange;
  const session = await working(exchange, id, false, (work) => find(work, 'checkout.session', id));
  if (session === null) return showMissing(exchange);
  const { data } = session;
  if (data.status === 'complete') {
    const on = { href: successAddress(data), label: 'Continue' };
    return sendPage(
      response,
      200,
      messagePage('All done', 'This card was taken already. Nothing more to do here.', on),
    );
  }
  if (data.status === 'expired') {
    const back = data.cancel_url === null ? null : { href: data.cancel_url, label: 'Back' };
    return sendPage(
      response,
      410,
      messagePage('This page has expired', 'Nothing was saved or charged. Begin again where you came from.', back),
    );
  }
  const isPayment = data.mode === 'payment';
  const amount = isPayment ? amountText(data.amount_total ?? 0, data.currency ?? 'usd') : '';
  const faults = entered?.kind === 'wrong' ? entered.faults : [];
  const refusal = entered?.kind === 'refused' ? entered.message : null;
  const page = cardPage({
    title: isPayment ? `Pay ${amount}` : 'Add a card',
    sentence: isPayment
      ? 'Enter a test card to pay with.'
      : 'The card is kept for your payments. Nothing is charged now.',
    button: isPayment ? `Pay ${amount}` : 'Save card',
    summary: (session.hidden.items ?? []).map(
      (item) => [item.description ?? 'Item', amountText(item.amount_total, item.currency)] as const,
    ),
    cancelUrl: data.cancel_url,
    typed,
    faults,
    refusal,
  });
  // 200 whatever is wrong with the card: a browser takes any other status for a fault of the page.
  sendPage(response, 200, page);
}

async function takeCard(exchange: Exchange, id: string): Promise<void> {
  const typed = readTyped(await readBody(exchange.request));
  const card = readCard(typed);
  if (!('card' in card)) return showCard(exchange, id, typed, { kind: 'wrong', faults: card });
  const entered = await working(exchange, id, true, (work) => enterCard(work, id, card, typed.name));
  if (entered.kind === 'go') return redirect(exchange.response, entered.address);
  return showCard(exchange, id, typed, entered);
}

async function showBank(exchange: Exchange): Promise<void> {
  const { url, method, request, response } = exchange;
  const id = url.searchParams.get('payment_intent') ?? url.searchParams.get('setup_intent') ?? '';
  const outcome = method === 'POST' ? readOutcome(await readBody(request)) : null;
  const shown = await working(exchange, id, outcome !== null, async (work) => {
    const asked = await findAsked(work, url.searchParams);
    if (asked === null) return null;
    if (outcome === null) return { page: await bankPageOf(work, asked) };
    const ended = await answerBank(work, asked, outcome);
    const address = returnAddress(ended);
    return address === null ? { page: await bankPageOf(work, ended) } : { address };
  });
  if (shown === null) return showMissing(exchange);
  if (shown.address !== undefined) return redirect(response, shown.address);
  sendPage(response, 200, shown.page);
}

async function showHome({ response, origin }: Exchange): Promise<void> {
  sendPage(response, 200, {
    title: 'Stripe simulator',
    isNarrow: true,
    body: html`<div class="head"><h1>Stripe simulator</h1><p>It answers like Stripe in test mode, to the official SDK and to Stripe's command line.</p></div>
<section class="sheet"><dl><dt>API</dt><dd><code>${origin}/v1</code></dd><dt>Key</dt><dd><code>sk_test_...</code>, any</dd><dt>Faults</dt><dd><code>${origin}/_simulator/faults</code></dd><dt>More</dt><dd><code>docs/stripe-simulator.md</code></dd></dl></section>`,
  });
}

/** Answers a browser: hosted pages, their font, and a page that says what this is. */
export async function answerPage(exchange: Exchange): Promise<void> {
  const { method, url, response } = exchange;
  try {
    if (method === 'POST' && comesFromElsewhere(exchange)) {
      return sendPage(
        response,
        403,
        messagePage('Not from here', 'This form was sent by another site; nothing was done.', null),
      );
    }
    const session = /^\/c\/pay\/(cs_test_\w+)$/.exec(url.pathname)?.[1];
    if (session !== undefined)
      return await (method === 'POST' ? takeCard(exchange, session) : returnOrShow(exchange, session));
    if (url.pathname === '/3d_secure_2/hosted') return await showBank(exchange);
    if (url.pathname === '/_simulator-assets/instrument-sans.woff2') {
      response
        .writeHead(200, { 'content-type': 'font/woff2', 'cache-control': 'max-age=86400' })
        .end(await readFile(FONT));
      return;
    }
    return await (url.pathname === '/' ? showHome(exchange) : Promise.resolve(showMissing(exchange)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sendPage(response, error.status, messagePage('That did not work', error.message, null));
  }
}

/** Back from the bank's page: on to where the session leads, or to the form with what the bank said. */
async function returnOrShow(exchange: Exchange, id: string): Promise<void> {
  const status = exchange.url.searchParams.get('redirect_status');
  if (status === null) return showCard(exchange, id, NOTHING, null);
  const session = await working(exchange, id, false, (work) => find(work, 'checkout.session', id));
  if (session?.data.status === 'complete') return redirect(exchange.response, successAddress(session.data));
  return showCard(exchange, id, NOTHING, { kind: 'refused', message: 'Your bank did not confirm that it is you.' });
}
