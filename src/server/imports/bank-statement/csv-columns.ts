import 'server-only';

/** What a column of a bank's table may hold. */
export type Column =
  | 'booked-on'
  | 'value-date'
  | 'amount'
  | 'credit'
  | 'debit'
  | 'mark'
  | 'currency'
  | 'counterparty'
  | 'description'
  | 'bank-reference';

/** How banks head their columns, without accents, blanks and signs, in small letters. */
const SPELLINGS = {
  'booked-on': `date bookingdate bookedon booked posted postedon posteddate postingdate postdate dateposted transactiondate entrydate
    buchungstag buchungsdatum buchung datum boekdatum fecha fechaoperacion fechacontable data datalancamento datamovimento datacontabile
    dateoperation datecomptable dataoperacji`,
  'value-date': 'valuedate valuta valutadatum wertstellung fechavalor datavalor datevaleur datavaluta',
  amount: `amount transactionamount betrag umsatz bedrag importe monto montant importo valor valorrs kwota amountpaid netamount`,
  credit: `credit credits creditamount amountcredit paidin moneyin deposit deposits depositamount haben gutschrift abono credito entrada
    accredito`,
  debit: `debit debits debitamount amountdebit paidout moneyout withdrawal withdrawals withdrawalamount soll lastschrift belastung cargo
    debito saida addebito`,
  mark: 'creditdebit debitcredit creditdebitindicator cdtdbtind drcr crdr sollhaben afbij dc cd',
  currency: 'currency currencycode ccy curr wahrung waehrung valutacode devise moneda moeda divisa munt waluta',
  counterparty: `name payer payername payor counterparty counterpartyname sender sendername remitter remittername from orderingparty
    auftraggeber auftraggeberbeguenstigter auftraggeberbegunstigter beguenstigterzahlungspflichtiger begunstigterzahlungspflichtiger
    namezahlungsbeteiligter zahlungspflichtiger zahlungspflichtigere auftraggeberempfanger tegenpartij naamtegenpartij ordenante pagador
    remetente donneurdordre ordinante`,
  description: `description details memo narrative purpose remittance remittanceinformation remittanceinfo paymentdetails paymentreference
    message text reference payerreference endtoendid endtoendreference verwendungszweck buchungstext kundenreferenz omschrijving
    mededelingen concepto descripcion descricao historico libelle motif causale descrizione tytul`,
  'bank-reference': `bankreference bankref transactionid transactionreference transactionnumber txid fitid id entryreference
    accountservicerreference bankreferenz idtransaccion documento`,
} as const satisfies Record<Column, string>;

const BY_SPELLING: ReadonlyMap<string, Column> = new Map(
  (Object.entries(SPELLINGS) as [Column, string][]).flatMap(([column, spellings]) =>
    spellings.split(/\s+/).map((spelling): [string, Column] => [spelling, column]),
  ),
);

/** A currency that stands in the head of a column: "Amount (USD)", "Betrag in EUR". */
const HEADED_CURRENCY = /^(.*?)[\s([]+(?:in\s+)?([A-Z]{3})[)\]]?$/;

const LONGEST_HEAD = 80;

function spell(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Where the columns of a table stand, and the currency that their heads name. */
export interface Columns {
  readonly places: ReadonlyMap<Column, readonly number[]>;
  readonly currency: string | null;
}

/** Reads the heads of a table; null if they are no heads of a bank statement: a day and an amount, or what was paid in. */
export function readColumns(cells: readonly string[]): Columns | null {
  const places = new Map<Column, number[]>();
  let currency: string | null = null;
  for (const [place, cell] of cells.entries()) {
    let column = BY_SPELLING.get(spell(cell));
    const headed = HEADED_CURRENCY.exec(cell.trim().slice(0, LONGEST_HEAD));
    if (column === undefined && headed !== null) {
      column = BY_SPELLING.get(spell(headed[1] ?? ''));
      if (column === 'amount' || column === 'credit') currency = headed[2] ?? null;
    }
    if (column !== undefined) places.set(column, [...(places.get(column) ?? []), place]);
  }
  const hasDay = places.has('booked-on') || places.has('value-date');
  return hasDay && (places.has('amount') || places.has('credit')) ? { places, currency } : null;
}
