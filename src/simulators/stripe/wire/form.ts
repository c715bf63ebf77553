import { invalid } from './errors';

/** A decoded parameter: a text, or parameters of its own. */
export type FormValue = string | FormTree;

/** Decoded parameters by name; a list has the names 0, 1, 2 and so on. */
export type FormTree = Map<string, FormValue>;

const DEEPEST = 8;

/** `line_items[0][price]` -> line_items, 0, price; `expand[]` -> expand, "" */
function segmentsOf(name: string): readonly string[] {
  const bracket = name.indexOf('[');
  if (bracket <= 0) return [name];
  const rest = name.slice(bracket);
  if (!/^(?:\[[^[\]]*\])+$/.test(rest)) throw invalid(`Invalid parameter name: ${name}`, name);
  const segments = [name.slice(0, bracket), ...rest.slice(1, -1).split('][')];
  if (segments.length > DEEPEST) throw invalid(`The parameter is nested too deeply: ${name}`, name);
  return segments;
}

/** `a[][b]=1&a[][c]=2` is one item with two parts; a second `a[][b]` begins the next item. */
function nextIndex(list: FormTree, following: string | undefined): string {
  const last = list.get(String(list.size - 1));
  const isSame = last instanceof Map && following !== undefined && following !== '' && !last.has(following);
  return String(isSame ? list.size - 1 : list.size);
}

function put(tree: FormTree, name: string, value: string): void {
  const segments = segmentsOf(name);
  let node = tree;
  for (const [index, segment] of segments.entries()) {
    const key = segment === '' && index > 0 ? nextIndex(node, segments[index + 1]) : segment;
    if (index === segments.length - 1) {
      node.set(key, value);
      return;
    }
    const inner = node.get(key);
    // An empty text before its parts is an empty object that is filled after all.
    if (inner !== undefined && inner !== '' && typeof inner === 'string') throw invalid('Invalid object', name);
    const next: FormTree = inner instanceof Map ? inner : new Map<string, FormValue>();
    node.set(key, next);
    node = next;
  }
}

/**
 * Decodes a form-encoded body, or a query, with Stripe's nested names.
 *
 * @param tree what was decoded before, which is added to: a query before its body
 * @throws Refusal 400 where a name is malformed
 * @example parseForm('card[token]=tok_visa&expand[]=customer') // card -> (token -> tok_visa), expand -> (0 -> customer)
 */
export function parseForm(text: string, tree: FormTree = new Map<string, FormValue>()): FormTree {
  for (const [name, value] of new URLSearchParams(text)) put(tree, name, value);
  return tree;
}

/** The same parameters in one order, whatever the order in which they came; to compare two requests by. */
export function canonical(tree: FormTree): unknown {
  return [...tree]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => [name, value instanceof Map ? canonical(value) : value]);
}
