import 'server-only';
import { readCurrency, readPlainAmount } from './amounts';
import { readOfxDay } from './dates';
import { cleanText, emptyReading, linesOf, type Reading, referenceOrNone, refusedReading, takeSigned } from './reading';
import { type Element, parseXml } from './xml';

/** Elements of a transaction that may stand empty and without an end in SGML; without a known name they could be aggregates. */
const LEAVES = 'NAME|MEMO|CHECKNUM|REFNUM|PAYEEID|SIC|SRVRTID|FITID|TRNTYPE|TRNAMT|DTPOSTED|DTUSER|DTAVAIL|CURDEF';
const EMPTY_LEAF = new RegExp(`<(${LEAVES})>\\s*(?=<(?!/\\1>))`, 'g');
const LEAF = /<([A-Z][A-Z0-9._]{0,40})>([^<]*[^<\s][^<]*)(?:<\/\1>)?/g;
/** An ampersand that begins no entity: SGML allows it, XML does not. */
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)/g;

/**
 * Makes XML of the SGML of OFX 1: every element that holds text is closed, lines stay where they are. (OFX 1 leaves the ends of such elements
 * out; elements that hold elements have theirs. The parsers of OFX that npm has lose statements or take exponential time on hostile names.)
 * @example closeLeaves("<STMTTRN><TRNAMT>5.00<NAME>Ivy</STMTTRN>") // "<STMTTRN><TRNAMT>5.00</TRNAMT><NAME>Ivy</NAME></STMTTRN>"
 */
export function closeLeaves(sgml: string): string {
  return sgml
    .replace(BARE_AMPERSAND, '&amp;')
    .replace(EMPTY_LEAF, '')
    .replace(LEAF, (_whole, name: string, text: string) => {
      const end = text.trimEnd();
      return `<${name}>${end}</${name}>${text.slice(end.length)}`;
    });
}

/** The statements of bank and credit card accounts, wherever their responses stand. */
function statementsOf(ofx: Element): readonly Element[] {
  const bank = ofx.all('BANKMSGSRSV1').flatMap((set) => set.all('STMTTRNRS').flatMap((each) => each.all('STMTRS')));
  const card = ofx
    .all('CREDITCARDMSGSRSV1')
    .flatMap((set) => set.all('CCSTMTTRNRS').flatMap((each) => each.all('CCSTMTRS')));
  return [...bank, ...card];
}

/** Amounts have a point or a comma, as the bank likes, and no thousands marks. */
function readAmount(text: string): ReturnType<typeof readPlainAmount> {
  return readPlainAmount(text, text.includes(',') ? ',' : '.');
}

function readTransactionInto(reading: Reading, transaction: Element, ofStatement: string, place: string): void {
  const amount = readAmount(transaction.at('TRNAMT').text);
  // CURRENCY: the amount is in this currency; ORIGCURRENCY only tells what it once was.
  const currency = readCurrency(transaction.at('CURRENCY/CURSYM').text || ofStatement);
  const bookedOn = readOfxDay(transaction.at('DTPOSTED').text);
  const fields = { amount: `${place}/TRNAMT`, currency: `${place}/CURDEF`, bookedOn: `${place}/DTPOSTED` };
  takeSigned(reading, { amount, currency, bookedOn }, { line: transaction.line, fields }, () => ({
    counterparty: cleanText(transaction.at('NAME').text || transaction.at('PAYEE/NAME').text),
    description: cleanText(transaction.at('MEMO').text, transaction.at('REFNUM').text, transaction.at('CHECKNUM').text),
    bankReference: referenceOrNone(transaction.at('FITID').text),
  }));
}

/**
 * Reads OFX 1 (SGML), OFX 2 (XML) and QFX: what was paid in, corrections (CORRECTFITID) passed over.
 * @example readOfx("OFXHEADER:100\nDATA:OFXSGML\n...<OFX>...")
 */
export function readOfx(source: string): Reading {
  const start = source.search(/<OFX>/);
  if (start < 0) return refusedReading(null, 'OFX', 'is missing; the file may be cut off, export it again');
  // Blank lines in place of the header keep the numbers of the lines; a document type in it would be no header.
  const header = source.slice(0, start);
  const body = (/<!/.test(header) ? header : '\n'.repeat(linesOf(source)(start) - 1)) + source.slice(start);
  const parsed = parseXml(/<\?(?:xml|OFX)\s/.test(header) ? body : closeLeaves(body));
  if ('refusal' in parsed) return { ...emptyReading(), refused: [parsed.refusal] };
  const statements = statementsOf(parsed.root.at('OFX'));
  if (statements.length === 0)
    return refusedReading(null, 'STMTRS', 'is missing: the file has no statement; export the account as OFX again');
  const reading = emptyReading();
  for (const statement of statements) {
    const transactions = statement.all('BANKTRANLIST').flatMap((list) => list.all('STMTTRN'));
    for (const [index, transaction] of transactions.entries()) {
      if (transaction.at('CORRECTFITID').exists) reading.passedOver.reversals += 1;
      else readTransactionInto(reading, transaction, statement.at('CURDEF').text, `STMTTRN[${index + 1}]`);
    }
  }
  return reading;
}
