import { findByNumber } from '../cards/catalogue';
import type { CardFault } from '../cards/check';
import { type Html, html } from './html';
import type { PageContent } from './layout';

/** What was typed. */
export interface Typed {
  readonly name: string;
  readonly number: string;
  readonly expiry: string;
  readonly code: string;
}

/** What the form shows. */
export interface CardForm {
  readonly title: string;
  readonly sentence: string;
  readonly button: string;
  /** Name and value of what is asked, beside the form. */
  readonly summary: readonly (readonly [string, string])[];
  readonly cancelUrl: string | null;
  readonly typed: Typed;
  readonly faults: readonly CardFault[];
  /** What the bank said, as a sentence; null before it was asked. */
  readonly refusal: string | null;
}

const SAMPLES: readonly (readonly [number: string, effect: string])[] = [
  ['4242 4242 4242 4242', 'Visa, succeeds'],
  ['5555 5555 5555 4444', 'Mastercard, succeeds'],
  ['3782 822463 10005', 'American Express, succeeds'],
  ['4000 0000 0000 3220', '3-D Secure at every payment'],
  ['4000 0025 0000 3155', '3-D Secure while you are present'],
  ['4000 0084 0000 1629', '3-D Secure, then declined'],
  ['4000 0082 6000 3178', '3-D Secure, then insufficient funds'],
  ['4000 0000 0000 0341', 'Is saved, then every payment is declined'],
  ['4000 0000 0000 0259', 'Succeeds, then is disputed'],
  ['4000 0000 0000 0002', 'Is refused: declined'],
  ['4000 0000 0000 9995', 'Is refused: insufficient funds'],
  ['4000 0000 0000 0069', 'Is refused: expired'],
  ['4000 0000 0000 0127', 'Is refused: wrong security code'],
  ['4000 0000 0000 0119', 'Is refused: processing error'],
];

/** Repeats a number in the form only if it is a test number: one of a real card does not come back. */
function repeated(typed: string): string {
  return findByNumber(typed.replaceAll(/\D/g, '')) === undefined ? '' : typed;
}

interface Input {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly attributes: Html;
  readonly hint?: string;
  readonly fault: CardFault | undefined;
}

function input({ id, label, value, attributes, hint, fault }: Input): Html {
  const notes = [hint === undefined ? null : `${id}-hint`, fault === undefined ? null : `${id}-wrong`].filter(Boolean);
  return html`<div class="field">
<label for="${id}">${label}</label>
<input id="${id}" name="${id}" value="${value}" ${attributes} required aria-required="true"${notes.length > 0 ? html` aria-describedby="${notes.join(' ')}"` : ''}${fault === undefined ? '' : html` aria-invalid="true"`}>
${hint === undefined ? null : html`<span class="hint" id="${id}-hint">${hint}</span>`}
${fault === undefined ? null : html`<span class="wrong" id="${id}-wrong">${fault.sentence}</span>`}
</div>`;
}

function refused({ refusal, faults }: CardForm): Html | null {
  if (refusal === null && faults.length === 0) return null;
  const title = refusal ?? (faults.length === 1 ? 'One field is not right.' : `${faults.length} fields are not right.`);
  const sentence =
    refusal === null
      ? 'Nothing was saved. What is wrong stands below the field.'
      : 'Nothing was charged. Try another card.';
  return html`<div class="refused" id="refused" role="alert" tabindex="-1"><strong>${title}</strong><span>${sentence}</span></div>`;
}

function form(content: CardForm): Html {
  const { typed, faults, button, cancelUrl } = content;
  const faultOf = (field: CardFault['field']): CardFault | undefined => faults.find((fault) => fault.field === field);
  return html`<section class="sheet" aria-label="Card">
<form method="post" novalidate>
${refused(content)}
${input({ id: 'number', label: 'Card number', value: repeated(typed.number), attributes: html`type="text" inputmode="numeric" autocomplete="cc-number" placeholder="4242 4242 4242 4242" maxlength="30" spellcheck="false"`, fault: faultOf('number') })}
<div class="pair">
${input({ id: 'expiry', label: 'Expiry', value: typed.expiry, attributes: html`type="text" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" maxlength="9"`, hint: 'Any date in the future', fault: faultOf('exp') })}
${input({ id: 'cvc', label: 'CVC', value: '', attributes: html`type="text" inputmode="numeric" autocomplete="cc-csc" placeholder="123" maxlength="4"`, hint: 'Any 3 digits; 4 for American Express', fault: faultOf('cvc') })}
</div>
<div class="field"><label for="name">Name on card</label><input id="name" name="name" type="text" autocomplete="cc-name" maxlength="200" value="${typed.name}"></div>
<div class="buttons"><button class="primary" type="submit">${button}</button>
${cancelUrl === null ? null : html`<a class="button plain" href="${cancelUrl}">Cancel</a>`}</div>
</form>
</section>`;
}

function aside({ summary }: CardForm): Html {
  return html`<section class="sheet" aria-labelledby="test-cards">
${summary.length === 0 ? null : html`<dl>${summary.map(([name, value]) => html`<dt>${name}</dt><dd class="figure">${value}</dd>`)}</dl>`}
<h2 id="test-cards">Test cards</h2>
<table class="cards"><caption>These and the others of Stripe's documentation; every other number is refused.</caption>
<thead><tr><th scope="col">Number</th><th scope="col">What happens</th></tr></thead>
<tbody>${SAMPLES.map(([number, effect]) => html`<tr><td>${number}</td><td>${effect}</td></tr>`)}</tbody></table>
</section>`;
}

/** The page on which a card is entered. */
export function cardPage(content: CardForm): PageContent {
  return {
    title: content.title,
    body: html`<div class="head"><h1>${content.title}</h1><p>${content.sentence}</p></div>
${form(content)}
${aside(content)}`,
  };
}
