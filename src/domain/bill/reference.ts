import type { Brand } from '../shared/brand';

/** A creditor reference of ISO 11649: "RF", two check digits, 1 to 21 capital letters or digits, without spaces. */
export type Reference = Brand<string, 'Reference'>;

const SHAPE = /^RF(\d{2})([A-Z0-9]{1,21})$/;
const LONGEST_BODY = 21;
const BODY = new RegExp(`^[A-Z0-9]{1,${LONGEST_BODY}}$`);
/** What people and banks put between the characters of a reference: blanks, line ends, hyphens and dashes, dots, slashes. */
const SEPARATORS = /[\s\-\u2010-\u2015\u2212./]+/g;

function compact(text: string): string {
  return text.replace(SEPARATORS, '').toUpperCase();
}

/** The remainder by 97 of the number that digits and letters (A is 10, Z is 35) make when written one after another (ISO 7064). */
function remainderBy97(characters: string): number {
  let remainder = 0;
  for (const character of characters) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return remainder;
}

/** The two digits, 02 to 98, that make body + "RF" + digits leave 1 by 97. */
function checkDigits(body: string): string {
  return String(98 - remainderBy97(`${body}RF00`)).padStart(2, '0');
}

/**
 * Makes the reference that a payer writes on a bank transfer (R8.5).
 * @param body 1 to 21 letters or digits; blanks and hyphens are left out, small letters become capitals
 * @throws a defect if the body is none
 * @example makeReference("539007547034") === "RF18539007547034"
 */
export function makeReference(body: string): Reference {
  const written = compact(body);
  if (!BODY.test(written)) throw new Error(`Defect: "${body}" is no body of a reference, 1 to 21 letters or digits`);
  return `RF${checkDigits(written)}${written}` as Reference;
}

/**
 * Whether a text is one whole reference with right check digits, as it is stored: capitals, no spaces. Every wrong digit and every two
 * neighbouring digits in the wrong order are found out.
 * @example isReference("RF18539007547034") === true
 * @example isReference("RF18539007547043") === false
 */
export function isReference(text: string): text is Reference {
  const match = SHAPE.exec(text);
  return match !== null && checkDigits(match[2] ?? '') === match[1];
}

/**
 * Every reference that a remittance text may hold, whatever stands around it, in the order of their beginnings, the longer ones first.
 * A text that runs on after a reference can, once in 97 times a length, seem to lengthen or shorten it: the references that were given
 * out decide, so look each up.
 * @example findReferences("payment rf18 5390-0754 7034, thanks") // ["RF18539007547034"]
 */
export function findReferences(text: string): Reference[] {
  const written = compact(text);
  const found = new Set<Reference>();
  for (let start = written.indexOf('RF'); start >= 0; start = written.indexOf('RF', start + 1)) {
    const longest = /^RF\d{2}[A-Z0-9]{1,21}/.exec(written.slice(start, start + 4 + LONGEST_BODY))?.[0] ?? '';
    for (let end = longest.length; end > 4; end -= 1) {
      const candidate = longest.slice(0, end);
      if (isReference(candidate)) found.add(candidate);
    }
  }
  return [...found];
}

/**
 * A reference in groups of four, as it is printed and read aloud.
 * @example formatReference(makeReference("539007547034")) === "RF18 5390 0754 7034"
 */
export function formatReference(reference: Reference): string {
  return reference.replace(/(.{4})(?=.)/g, '$1 ');
}
