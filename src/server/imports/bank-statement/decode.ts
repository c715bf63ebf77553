import 'server-only';
import { accepted, type Result, refused } from '@/domain/shared/result';

/** A statement of a busy day has a few megabytes; what is larger is no bank statement or should come in parts. */
export const LARGEST_FILE_BYTES = 20_000_000;

const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Files of other programs that people send by mistake, by how they begin. */
const OTHER_PROGRAMS: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF'],
  ['PK\u0003\u0004', 'a spreadsheet or ZIP archive'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel file'],
];

const CURE = 'export the statement as camt.053, MT940, OFX or CSV';

function read(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The encoding that the file itself names, in its XML declaration or OFX header. */
function declaredEncoding(head: string): string | null {
  const xml = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1];
  if (xml !== undefined) return xml;
  if (!/^\s*OFXHEADER:/.test(head)) return null;
  if (/^ENCODING:\s*(?:UTF-?8|UNICODE)/m.test(head)) return 'utf-8';
  return /^CHARSET:\s*ISO-8859-1/m.test(head) ? 'iso-8859-1' : null;
}

/**
 * Reads the bytes of a statement as text: by its byte order mark, else the encoding that it names, else UTF-8, else (MT940, OFX and CSV name
 * none, and older banks write it) Windows-1252.
 * @returns the text, or why it is none
 */
export function decodeStatement(bytes: Uint8Array): Result<string, string> {
  if (bytes.length === 0) return refused(`is empty; ${CURE}`);
  if (bytes.length > LARGEST_FILE_BYTES)
    return refused(
      `is larger than ${LARGEST_FILE_BYTES / 1_000_000} MB; export the statement for fewer days at a time`,
    );
  const head = Buffer.from(bytes.subarray(0, 1000)).toString('latin1');
  const other = OTHER_PROGRAMS.find(([beginning]) => head.startsWith(beginning));
  if (other !== undefined) return refused(`is ${other[1]}; ${CURE}`);
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  const named = marked?.[0] ?? declaredEncoding(head);
  const text = named === null ? (read(bytes, 'utf-8') ?? read(bytes, 'windows-1252')) : read(bytes, named);
  if (text === null) return refused(`is not written in ${named}, as it says; export it again, in UTF-8`);
  if (text.includes('\0')) return refused(`is not text; ${CURE}`);
  return text.trim() === '' ? refused(`is empty; ${CURE}`) : accepted(text);
}
