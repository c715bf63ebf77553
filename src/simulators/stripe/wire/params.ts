import { invalid, missing } from './errors';
import type { FormTree, FormValue } from './form';

/** How one parameter is read: `undefined` where it was not given. */
export interface Shape<Value> {
  /** @throws Refusal 400 naming `param` */
  readonly read: (value: FormValue | undefined, param: string) => Value;
}

type Shapes = Readonly<Record<string, Shape<unknown>>>;

/** What a shape reads. */
export type ReadOf<S> = S extends Shape<infer Value> ? Value : never;

/** What shapes read, by name. */
export type ReadAll<S> = { readonly [Name in keyof S]: ReadOf<S[Name]> };

function textOf(value: FormValue, param: string): string {
  if (typeof value === 'string') return value;
  throw invalid('Invalid string: must be a text, not an object or a list', param);
}

function emptied(param: string): never {
  throw invalid(
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    param,
    'parameter_invalid_empty',
  );
}

const LONGEST_TEXT = 5000;

/** A text that cannot be unset. */
export const text: Shape<string | undefined> = {
  read: (value, param) => {
    if (value === undefined) return undefined;
    const given = textOf(value, param);
    if (given === '') emptied(param);
    if (given.length > LONGEST_TEXT) {
      const message = `Invalid string: must be at most ${LONGEST_TEXT} characters`;
      throw invalid(message, param, 'parameter_invalid_string_too_long');
    }
    return given;
  },
};

/** A text that is unset by an empty one. */
export const clearableText: Shape<string | null | undefined> = {
  read: (value, param) => (value === '' ? null : text.read(value, param)),
};

/** A whole number, in bounds. */
export function integer({
  min,
  max,
}: {
  readonly min?: number;
  readonly max?: number;
} = {}): Shape<number | undefined> {
  return {
    read: (value, param) => {
      const given = text.read(value, param);
      if (given === undefined) return undefined;
      const refuse = (message: string) => invalid(message, param, 'parameter_invalid_integer');
      if (!/^-?\d{1,15}$/.test(given)) throw refuse(`Invalid integer: ${given}`);
      const number = Number(given);
      if (min !== undefined && number < min) throw refuse(`This value must be greater than or equal to ${min}.`);
      if (max !== undefined && number > max) throw refuse(`This value must be less than or equal to ${max}.`);
      return number;
    },
  };
}

/** `true` or `false`. */
export const flag: Shape<boolean | undefined> = {
  read: (value, param) => {
    const given = text.read(value, param);
    if (given === undefined) return undefined;
    if (given !== 'true' && given !== 'false') throw invalid(`Invalid boolean: ${given}`, param);
    return given === 'true';
  },
};

/** One of some words. */
export function oneOf<Choice extends string>(...choices: readonly Choice[]): Shape<Choice | undefined> {
  return {
    read: (value, param) => {
      const given = text.read(value, param);
      if (given === undefined) return undefined;
      const choice = choices.find((each) => each === given);
      if (choice === undefined) throw invalid(`Invalid ${param}: must be one of ${choices.join(', ')}`, param);
      return choice;
    },
  };
}

/** A parameter that has to be given. */
export function required<Value>(shape: Shape<Value>): Shape<NonNullable<Value>> {
  return {
    read: (value, param) => {
      const given = shape.read(value, param);
      if (given === undefined || given === null) throw missing(param);
      return given;
    },
  };
}

/** An object whose parts have names; others are refused. */
export function fields<S extends Shapes>(shapes: S): Shape<ReadAll<S> | undefined> {
  return {
    read: (value, param) => {
      if (value === undefined || value === '') return undefined;
      if (typeof value === 'string') throw invalid('Invalid object', param);
      return readFields(shapes, value, param);
    },
  };
}

/** A list. */
export function listOf<Value>(shape: Shape<Value>): Shape<NonNullable<Value>[] | undefined> {
  return {
    read: (value, param) => {
      if (value === undefined) return undefined;
      if (value === '') return [];
      const isList = typeof value !== 'string' && [...value.keys()].every((name) => /^\d+$/.test(name));
      if (typeof value === 'string' || !isList) throw invalid('Invalid array', param);
      const items = [...value].sort(([left], [right]) => Number(left) - Number(right));
      return items.map(([index, item]) => required(shape).read(item, `${param}[${index}]`));
    },
  };
}

/** A parameter that Stripe knows and that changes nothing here. */
export const ignored: Shape<undefined> = { read: () => undefined };

/** Parameters that Stripe knows and that change nothing here. */
export function ignoring<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Shape<undefined>>> {
  const shapes: Partial<Record<Name, Shape<undefined>>> = {};
  for (const name of names) shapes[name] = ignored;
  return shapes as Record<Name, Shape<undefined>>;
}

/** What every address takes. */
export const expandable = { expand: listOf(text) };

type Metadata = Readonly<Record<string, string>>;

const MOST_KEYS = 50;
const LONGEST_KEY = 40;
const LONGEST_VALUE = 500;

/** Texts by name; null where all are to be unset. */
export const metadata: Shape<Metadata | null | undefined> = {
  read: (value, param) => {
    if (value === undefined) return undefined;
    if (value === '') return null;
    if (typeof value === 'string') throw invalid('Invalid object', param);
    const read = Object.create(null) as Record<string, string>;
    for (const [name, each] of value) {
      const at = `${param}[${name}]`;
      if (typeof each !== 'string') throw invalid('Metadata values must be strings.', at);
      if (name.length > LONGEST_KEY) throw invalid(`Metadata keys can have at most ${LONGEST_KEY} characters.`, at);
      if (each.length > LONGEST_VALUE) {
        throw invalid(`Metadata values can have at most ${LONGEST_VALUE} characters.`, at);
      }
      read[name] = each;
    }
    return read;
  },
};

/** Metadata with what a request gives: an empty value unsets its name, null unsets all. */
export function mergeMetadata(before: Metadata, given: Metadata | null | undefined): Record<string, string> {
  if (given === undefined) return { ...before };
  if (given === null) return {};
  const merged = Object.entries({ ...before, ...given }).filter(([, value]) => value !== '');
  if (merged.length > MOST_KEYS) throw invalid(`Metadata can have at most ${MOST_KEYS} keys.`, 'metadata');
  return Object.fromEntries(merged);
}

/**
 * Reads parameters by their shapes.
 *
 * @param owner the parameter that they are parts of; empty for the request itself
 * @throws Refusal `parameter_unknown` for the first that has no shape, and whatever the shapes refuse
 */
export function readFields<S extends Shapes>(shapes: S, tree: FormTree, owner = ''): ReadAll<S> {
  const nameOf = (name: string): string => (owner === '' ? name : `${owner}[${name}]`);
  const unknown = [...tree.keys()].find((name) => !Object.hasOwn(shapes, name));
  if (unknown !== undefined) {
    throw invalid(`Received unknown parameter: ${nameOf(unknown)}`, nameOf(unknown), 'parameter_unknown');
  }
  const read = Object.entries(shapes).map(([name, shape]) => [name, shape.read(tree.get(name), nameOf(name))]);
  return Object.fromEntries(read) as ReadAll<S>;
}
