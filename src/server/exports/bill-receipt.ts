import 'server-only';
import PDFDocument from 'pdfkit';
import type { BillDetailDto } from '@/contracts/bills';
import type { ShopContext } from '@/contracts/shell';
import { type Instant, wallTime } from '@/domain/calendar/instant';
import { formatMinor, minus, readMinor } from '@/domain/money/money';

/**
 * Fonts that every reader of PDF has: the site's own come as WOFF2 with composed glyphs, which the PDF writer cannot take a part of.
 * They know the letters of Western Europe.
 */
const SANS = 'Helvetica';
const MONO = 'Courier';

/** What these fonts can write beside Latin-1: the additions of Windows-1252. */
const BEYOND_LATIN = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
/** Letters that have no form without their mark. */
const PLAIN: Readonly<Record<string, string>> = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i', '\u2212': '-' };

function canWrite(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || BEYOND_LATIN.has(character);
}

/**
 * A text in letters that the receipt's fonts have: letters with other marks lose them, other scripts become "?". The shop's id beside its
 * name says which shop is meant.
 * @example writable("Łódź") === "Lódz"
 */
export function writable(text: string): string {
  return [...text]
    .map((character) => {
      if (canWrite(character)) return character;
      const plain = PLAIN[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '');
      return plain !== '' && [...plain].every(canWrite) ? plain : '?';
    })
    .join('');
}

/** Points: A4 with margins of 2 cm. */
const MARGIN = 57;
const WIDTH = 595.28 - 2 * MARGIN;
const INK = '#14191c';
const GREY = '#5b666b';
const LINE = '#c9d0d3';

type Receipt = Pick<
  BillDetailDto,
  | 'id'
  | 'amount'
  | 'received'
  | 'reversed'
  | 'method'
  | 'card'
  | 'reference'
  | 'createdAt'
  | 'paidAt'
  | 'clearedAt'
  | 'reversedOn'
  | 'attempts'
  | 'payment'
  | 'allocations'
>;
type Shop = Pick<ShopContext, 'name' | 'externalId' | 'marketplaceName' | 'currency' | 'zone'>;

type Doc = InstanceType<typeof PDFDocument>;

/** A moment on the marketplace's clock, its zone named. @example "2026-03-13 10:42 UTC" */
function momentText(moment: Instant, { zone }: Shop): string {
  return `${wallTime(moment, zone).slice(0, 16).replace('T', ' ')} ${zone}`;
}

function moneyText(amount: string, { currency }: Shop): string {
  return `${currency} ${amount}`;
}

function paidWith({ method, card }: Receipt): string {
  if (method === 'bank-transfer') return 'Bank transfer';
  return card === null ? 'Card' : `Card ending ${card.last4}`;
}

/** What a receipt says, term by term. */
function factsOf(
  bill: Receipt,
  shop: Shop,
  paidAt: Instant,
): readonly (readonly [term: string, value: string, isId?: boolean])[] {
  const captured = bill.attempts.find(({ status }) => status === 'captured');
  return [
    ['Shop', shop.name],
    ['Shop’s id', shop.externalId, true],
    ['Marketplace', shop.marketplaceName],
    ['Paid', momentText(paidAt, shop)],
    ['Paid with', paidWith(bill)],
    ...(bill.reference === null ? [] : [['Reference', bill.reference, true] as const]),
    ...(captured === undefined ? [] : [['Payment', captured.id, true] as const]),
    ['Bill', bill.id, true],
    ['Bill made', momentText(bill.createdAt, shop)],
    ['Cleared', bill.clearedAt === null ? 'not yet' : momentText(bill.clearedAt, shop)],
    ['Fee', moneyText('0.00', shop)],
  ];
}

function rule(doc: Doc, color: string): void {
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(MARGIN + WIDTH, doc.y)
    .lineWidth(0.75)
    .strokeColor(color)
    .stroke();
  doc.y += 8;
}

function row(doc: Doc, term: string, value: string, { isId = false, isTotal = false } = {}): void {
  const top = doc.y;
  doc
    .font(SANS)
    .fontSize(10)
    .fillColor(isTotal ? INK : GREY)
    .text(writable(term), MARGIN, top, { width: WIDTH * 0.55 });
  const after = doc.y;
  doc
    .font(isId ? MONO : SANS)
    .fontSize(isId ? 9 : 10)
    .fillColor(INK)

    .text(writable(value), MARGIN + WIDTH * 0.45, top, { width: WIDTH * 0.55, align: 'right' });
  doc.y = Math.max(doc.y, after) + 5;
  doc.x = MARGIN;
}

function writeCleared(doc: Doc, bill: Receipt, shop: Shop): void {
  doc.moveDown(0.8).font(SANS).fontSize(12).fillColor(INK).text('What it cleared');
  doc.y += 4;
  rule(doc, LINE);
  if (bill.payment === null) {
    doc.fontSize(10).fillColor(GREY).text('Nothing yet: the payment is clearing.');
    return;
  }
  for (const { statement, amount, openBefore, openAfter } of bill.allocations) {
    const open = `open ${openBefore} to ${openAfter}`;
    row(doc, `Statement ${statement.no} of ${statement.day}, ${open}`, moneyText(amount, shop));
  }
  const { no, day, payable, excess, payout } = bill.payment;
  const credit = payout === null ? 'Credit in the balance' : `Paid out again on ${payout.initiatedOn}`;
  if (excess !== '0.00') row(doc, credit, moneyText(excess, shop));
  rule(doc, INK);
  row(doc, `Statement ${no} of ${day}, bill payment (negative balance)`, moneyText(payable, shop), { isTotal: true });
}

function writeReversal(doc: Doc, bill: Receipt, shop: Shop): void {
  if (bill.reversed === '0.00') return;
  const kept = formatMinor(minus(readMinor(bill.received), readMinor(bill.reversed)));
  const on = bill.reversedOn === null ? '' : ` on ${bill.reversedOn}`;
  doc
    .moveDown(0.8)
    .font(SANS)
    .fontSize(10)
    .fillColor(INK)
    .text(
      `Of this payment ${moneyText(bill.reversed, shop)} was taken back${on}; ${moneyText(kept, shop)} of it stands. What was taken back is owed again.`,
      MARGIN,
      doc.y,
      { width: WIDTH },
    );
}

function write(doc: Doc, bill: Receipt, shop: Shop, paidAt: Instant): void {
  doc.font(SANS).fontSize(11).fillColor(GREY).text('Evenkeel');
  doc.moveDown(0.6).fontSize(20).fillColor(INK).text('Receipt');
  doc.moveDown(0.2).fontSize(26).text(moneyText(bill.received, shop));
  doc.fontSize(10).fillColor(GREY).text('Payment of a negative balance');
  doc.moveDown(1);
  rule(doc, INK);
  for (const [term, value, isId] of factsOf(bill, shop, paidAt)) row(doc, term, value, { isId: isId === true });
  writeCleared(doc, bill, shop);
  writeReversal(doc, bill, shop);
  doc
    .moveDown(1.2)
    .fontSize(9)
    .fillColor(GREY)
    .text(`Days and times are the marketplace’s, ${shop.zone}. Amounts in ${shop.currency}.`, MARGIN, doc.y, {
      width: WIDTH,
    });
}

/**
 * The receipt of a bill for which money was received, as a PDF of one page or a few.
 * @returns null for a bill that nothing was received for
 * @example await billReceipt(bill, shop) // bytes that begin with "%PDF-"
 */
export async function billReceipt(bill: Receipt, shop: Shop): Promise<Buffer | null> {
  const { paidAt } = bill;
  if (paidAt === null) return null;
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: 'en',
    displayTitle: true,
    info: { Title: `Receipt of ${bill.id}`, Author: 'Evenkeel', Subject: 'Payment of a negative balance' },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  write(doc, bill, shop, paidAt);
  doc.end();
  return done;
}
