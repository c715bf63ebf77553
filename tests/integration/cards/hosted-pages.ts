/** A form of a page, as a browser without scripts would send it. */
interface Form {
  readonly action: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly buttons: readonly { readonly text: string; readonly name: string | undefined; readonly value: string }[];
}

/** Where a browser is: a page of the provider's, or the address outside of it that it was sent to. */
export type Visit = { readonly page: string; readonly forms: readonly Form[] } | { readonly leftFor: string };

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'", '#x27': "'" };

function plainText(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plainText(found);
}

function formsOf(html: string, url: string): Form[] {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const opening = /<form\b[^>]*>/.exec(form)?.[0] ?? '';
    const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag);
    return {
      action: new URL(attribute(opening, 'action') ?? url, url).href,
      fields: new Map(inputs.map((tag) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? ''])),
      buttons: [...form.matchAll(/(<button\b[^>]*>)([\s\S]*?)<\/button>/g)].map(([, tag = '', text = '']) => ({
        text: plainText(text.replace(/<[^>]*>/g, '')).trim(),
        name: attribute(tag, 'name'),
        value: attribute(tag, 'value') ?? '',
      })),
    };
  });
}

async function arrive(answer: Response, origin: string): Promise<Visit> {
  const location = answer.headers.get('location');
  if (location !== null && new URL(location, answer.url).origin !== origin) return { leftFor: location };
  if (location !== null) return visit(new URL(location, answer.url).href);
  const page = await answer.text();
  return { page, forms: formsOf(page, answer.url) };
}

/** Opens a hosted page. */
export async function visit(url: string): Promise<Visit> {
  return arrive(await fetch(url, { redirect: 'manual' }), new URL(url).origin);
}

/** Presses a button, with what was typed into its form. */
export async function press(at: Visit, button: RegExp, typed: Readonly<Record<string, string>> = {}): Promise<Visit> {
  if ('leftFor' in at) throw new Error(`The browser has left for ${at.leftFor}`);
  for (const form of at.forms) {
    const pressed = form.buttons.find(({ text }) => button.test(text));
    if (pressed === undefined) continue;
    const body = new URLSearchParams([...form.fields, ...Object.entries(typed)].filter(([name]) => name !== ''));
    for (const [name, value] of Object.entries(typed)) body.set(name, value);
    if (pressed.name !== undefined) body.set(pressed.name, pressed.value);
    const { origin } = new URL(form.action);
    return arrive(await fetch(form.action, { method: 'POST', body, redirect: 'manual' }), origin);
  }
  throw new Error(`No button ${button} among ${at.forms.flatMap(({ buttons }) => buttons.map(({ text }) => text))}`);
}
