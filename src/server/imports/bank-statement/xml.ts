import 'server-only';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { linesOf, type StatementRefusal } from './reading';

/** An element: its text, its attributes and its children, each in the order of the file. */
export interface Element {
  /** 1-based line of the file at which it begins; null if unknown. */
  readonly line: number | null;
  readonly text: string;
  readonly attribute: (name: string) => string;
  /** The children of a name. */
  readonly all: (name: string) => readonly Element[];
  /** The element at a path like "Refs/EndToEndId", the first of each name; an empty one if there is none. */
  readonly at: (path: string) => Element;
  readonly exists: boolean;
}

const TEXT = '#text';
const META = XMLParser.getMetaDataSymbol() as symbol;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  // Amounts and references stay text: as numbers they would lose digits and leading zeros.
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  captureMetaData: true,
  textNodeName: TEXT,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

const MISSING: Element = { line: null, text: '', attribute: () => '', all: () => [], at: () => MISSING, exists: false };

function wrap(node: unknown, lineAt: (index: number) => number): Element {
  if (typeof node === 'string') return { ...MISSING, text: node.trim(), exists: true };
  if (typeof node !== 'object' || node === null) return MISSING;
  const fields = node as Readonly<Record<string | symbol, unknown>>;
  const own = (name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);
  const all = (name: string): readonly Element[] => {
    const children = own(name);
    return Array.isArray(children) ? children.map((child) => wrap(child, lineAt)) : [];
  };
  const text = own(TEXT);
  const start = (fields[META] as { readonly startIndex?: number } | undefined)?.startIndex;
  return {
    exists: true,
    get line() {
      return start === undefined ? null : lineAt(start);
    },
    text: typeof text === 'string' ? text.trim() : '',
    attribute: (name) => String(own(`@${name}`) ?? ''),
    all,
    at: (path) => {
      const [first = '', ...rest] = path.split('/');
      const child = all(first)[0] ?? MISSING;
      return rest.length === 0 ? child : child.at(rest.join('/'));
    },
  };
}

/**
 * Reads a whole document. Document types are refused: bank statements have none, and entities are how XML is used to read other files or
 * to swell without end. A document that is cut off is refused too.
 * @returns its outermost element's parent, or why it is none
 */
export function parseXml(source: string): { readonly root: Element } | { readonly refusal: StatementRefusal } {
  const doctype = source.search(/<!(?:DOCTYPE|ENTITY)/i);
  if (doctype >= 0) {
    const reason =
      'is a document type; bank statements have none, and it could read other files: export the file again';
    return { refusal: { line: linesOf(source)(doctype), field: '<!DOCTYPE>', reason } };
  }
  const valid = XMLValidator.validate(source);
  if (valid !== true) {
    const reason = `is not well-formed (${valid.err.msg.slice(0, 120)}); the file may be cut off, export it again`;
    return { refusal: { line: valid.err.line, field: 'XML', reason } };
  }
  try {
    return { root: wrap(parser.parse(source), linesOf(source)) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { refusal: { line: null, field: 'XML', reason: `cannot be read (${why}); export the file again` } };
  }
}
