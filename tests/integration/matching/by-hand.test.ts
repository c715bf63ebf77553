import { describe, expect } from 'vitest';
import { traceReference } from '@/contracts/payout-trace';
import { plainDate } from '@/domain/calendar/plain-date';
import { cancelBill } from '@/server/commands/bills/cancel-bill';
import { chooseMethod } from '@/server/commands/bills/choose-method';
import {
  acceptSuggestion,
  declineSuggestion,
  matchByHand,
  setAsideBankLine,
} from '@/server/commands/matching/decide-bank-line';
import { listDoneLines, listWaitingLines, readBankLine } from '@/server/queries/ops/matching-transfers';
import { type TestBooks, test } from '../../support/books';
import { LENA, OTIS } from '../../support/ops-people';
import { acceptedOf, billOf, billsOf, IVY, ivyOwes, MORNING, owedBy, refusalOf } from '../../support/owing';
import { addOpsWhoOwnsIvys } from '../../support/people';
import { arrives, standingOf } from './support';

/** Ivy owes 87.40 and has a bill over an amount; what matching a line with it is asked with. */
async function billed(books: TestBooks, amount: bigint | null) {
  const { shopId } = await ivyOwes(books);
  const bill = await billOf(books, shopId, amount);
  const ask = (line: number, by: typeof OTIS | typeof LENA = OTIS) =>
    matchByHand(books.database, { line, shopId, bill: bill.id, reason: '', by, now: MORNING });
  return { shopId, bill, ask };
}

const NOTHING_SEARCHED = { words: undefined, chosen: null };

describe('A transfer is matched by hand (R8.5)', () => {
  test('50.00 of 87.40 arrives without words: matched, 37.40 is still owed', async ({ books }) => {
    const { ask } = await billed(books, null);
    const line = await arrives(books, 5000n);
    expect(acceptedOf(await ask(line)).status).toBe('cleared');
    expect([await owedBy(books), await standingOf(books, line)]).toEqual([3740n, 'matched with a bill']);
  });

  test('not what names a payout: 75.28 that came back pays no bill, the return gives it to the shop', async ({
    books,
  }) => {
    const { shopId, ask } = await billed(books, null);
    const trace = traceReference({ shopId, no: 1, initiatedOn: plainDate('2026-03-11') });
    const line = await arrives(books, 7528n, `RETURN ${trace} R02`);
    expect(refusalOf(await ask(line)).reason).toContain('it is money that came back, and pays no bill');
    expect([await owedBy(books), await standingOf(books, line)]).toEqual([8740n, 'unmatched no bill']);
  });

  test('whatever the bill’s state: a cancelled one is cleared', async ({ books }) => {
    const { shopId, bill, ask } = await billed(books, 5000n);
    acceptedOf(await cancelBill(books.database, { shopId, bill: bill.id, by: IVY }));
    acceptedOf(await ask(await arrives(books, 5000n)));
    expect(await billsOf(books)).toEqual(['cleared 5000 of 5000']);
  });

  test('more is credit: 100.00 for 87.40 leaves 12.60 to the shop', async ({ books }) => {
    const { ask } = await billed(books, null);
    acceptedOf(await ask(await arrives(books, 10_000n)));
    expect((await books.show()).ivy?.balance).toMatchObject({ available: '12.60' });
  });

  test('twice, and by two people at once, books 50.00 once', async ({ books }) => {
    const { ask } = await billed(books, null);
    const line = await arrives(books, 5000n);
    await Promise.all([ask(line), ask(line, LENA), ask(line), ask(line, LENA)]);
    acceptedOf(await ask(line));
    expect(await owedBy(books)).toBe(3740n);
    expect(await books.sql('SELECT 1 FROM bank_line_decision')).toHaveLength(1);
  });

  test('two people with two bills at once: one is booked, the other hears with which', async ({ books }) => {
    const { shopId, ask } = await billed(books, 5000n);
    const other = await billOf(books, shopId, 2000n);
    const line = await arrives(books, 5000n);
    const both = await Promise.all([
      ask(line),
      matchByHand(books.database, { line, shopId, bill: other.id, reason: '', by: LENA, now: MORNING }),
    ]);
    const refusals = both.flatMap((each) => (each.ok ? [] : [each.refusal]));
    expect(refusals).toMatchObject([{ code: 'conflict', field: 'line' }]);
    expect(await owedBy(books)).toBe(3740n);
  });

  test('money in EUR is not booked to a bill in USD', async ({ books }) => {
    const { ask } = await billed(books, 5000n);
    const line = await arrives(books, 5000n, '', 'EUR');
    expect(refusalOf(await ask(line))).toMatchObject({ field: 'bill', code: 'conflict' });
    expect([await owedBy(books), await standingOf(books, line)]).toEqual([8740n, 'unmatched no bill']);
  });

  test('a bill that there is not, and a line that there is not, are named', async ({ books }) => {
    const { shopId, ask } = await billed(books, 5000n);
    const line = await arrives(books, 5000n);
    const bill = { shopId, bill: 'bil_none', reason: '', by: OTIS, now: MORNING };
    expect(refusalOf(await matchByHand(books.database, { line, ...bill }))).toMatchObject({ field: 'bill' });
    expect(refusalOf(await ask(line + 1))).toMatchObject({ field: 'line', code: 'not-found' });
  });

  test('Otis is also an owner of the shop’s seller: he matches nothing with its bill, Lena does', async ({ books }) => {
    const { ask } = await billed(books, 5000n);
    await addOpsWhoOwnsIvys(books, 'ops:otis');
    const line = await arrives(books, 5000n);
    expect(refusalOf(await ask(line)).reason).toMatch(/^You are a member of the seller that this shop belongs to/);
    expect([await owedBy(books), await standingOf(books, line)]).toEqual([8740n, 'unmatched no bill']);
    acceptedOf(await ask(line, LENA));
    expect(await owedBy(books)).toBe(3740n);
  });

  test('the preview says what is booked: 50.00 of 87.40 leaves 37.40 of statement 12 March', async ({ books }) => {
    const { shopId, bill } = await billed(books, null);
    const line = await arrives(books, 5000n);
    const chosen = { shopId, id: bill.id };
    const dto = await readBankLine(books.database.pool, line, { words: undefined, chosen });
    expect(dto?.chosen?.preview).toEqual({
      debts: [{ statement: 2, owedBefore: '87.40', paid: '50.00', owedAfter: '37.40' }],
      stillOwed: '37.40',
      excess: '0.00',
    });
  });

  test('who matched, for how much and which bill is in the seller’s log', async ({ books }) => {
    const { bill, ask } = await billed(books, null);
    const line = await arrives(books, 5000n);
    await ask(line);
    expect(
      await books.sql(
        `SELECT actor_name, subject, detail ->> 'amount' AS amount FROM audit_entry WHERE deed = 'bank-line.matched' AND seller_id IS NOT NULL`,
      ),
    ).toEqual([{ actor_name: 'Otis Reed', subject: `line ${line}, bill ${bill.id}`, amount: '50.00 USD' }]);
  });
});

describe('A suggestion', () => {
  /** A transfer over 50.00 is awaited, and 50.00 arrive without words. */
  async function suggested(books: TestBooks) {
    const { shopId, bill, ask } = await billed(books, 5000n);
    acceptedOf(await chooseMethod(books.database, { shopId, bill: bill.id, method: 'bank-transfer', now: MORNING }));
    const line = await arrives(books, 5000n);
    return { shopId, bill, ask, line, about: { line, by: OTIS, now: MORNING } };
  }

  test('accepted is booked, with who accepted it', async ({ books }) => {
    const { about } = await suggested(books);
    acceptedOf(await acceptSuggestion(books.database, about));
    expect(await owedBy(books)).toBe(3740n);
    expect((await listDoneLines(books.database.pool, undefined)).lines).toMatchObject([
      { status: 'matched', decidedName: 'Otis Reed' },
    ]);
  });

  test('is not accepted by Otis, who is also an owner of the shop’s seller, but by Lena', async ({ books }) => {
    const { about } = await suggested(books);
    await addOpsWhoOwnsIvys(books, 'ops:otis');
    expect(refusalOf(await acceptSuggestion(books.database, about)).field).toBe('line');
    expect(await owedBy(books)).toBe(8740n);
    acceptedOf(await acceptSuggestion(books.database, { ...about, by: LENA }));
    expect(await owedBy(books)).toBe(3740n);
  });

  test('declined waits unmatched, says why, and is offered no more for that bill', async ({ books }) => {
    const { about, line } = await suggested(books);
    acceptedOf(await declineSuggestion(books.database, { ...about, reason: 'Rent of the stall' }));
    expect([await standingOf(books, line), await owedBy(books)]).toEqual(['unmatched no bill', 8740n]);
    const dto = await readBankLine(books.database.pool, line, NOTHING_SEARCHED);
    expect(dto).toMatchObject({ found: [], decisions: [{ decision: 'declined', reason: 'Rent of the stall' }] });
    const [entry] = await books.sql<{ deed: string }>('SELECT deed FROM audit_entry ORDER BY at DESC LIMIT 1');
    expect(entry?.deed).toBe('bank-line.declined');
  });

  test('declined by mistake, the bill is found by its shop and matched', async ({ books }) => {
    const { about, ask, line, bill } = await suggested(books);
    acceptedOf(await declineSuggestion(books.database, { ...about, reason: 'Not this one' }));
    const dto = await readBankLine(books.database.pool, line, { words: 'ivy', chosen: null });
    expect(dto?.found.map(({ id }) => id)).toEqual([bill.id]);
    acceptedOf(await ask(line));
    expect(await owedBy(books)).toBe(3740n);
  });

  test('declined and accepted at once is one of the two, never both', async ({ books }) => {
    const { about, line } = await suggested(books);
    await Promise.all([
      acceptSuggestion(books.database, about),
      declineSuggestion(books.database, { ...about, reason: 'x' }),
    ]);
    const ends = { 'matched with a bill': 3740n, 'unmatched no bill': 8740n } as const;
    const standing = (await standingOf(books, line)) as keyof typeof ends;
    expect(await owedBy(books)).toBe(ends[standing]);
  });
});

describe('A transfer that is no seller’s', () => {
  test('is set aside with a reason, books nothing, and can be matched later', async ({ books }) => {
    const { ask } = await billed(books, null);
    const line = await arrives(books, 5000n);
    const aside = { line, as: 'not-ours', reason: 'Rent', by: OTIS, now: MORNING } as const;
    acceptedOf(await setAsideBankLine(books.database, aside));
    expect([await standingOf(books, line), await owedBy(books)]).toEqual(['not-ours no bill', 8740n]);
    acceptedOf(await ask(line));
    expect(await owedBy(books)).toBe(3740n);
  });

  test('matched, it is not set aside any more', async ({ books }) => {
    const { ask } = await billed(books, null);
    const line = await arrives(books, 5000n);
    acceptedOf(await ask(line));
    const aside = { line, as: 'not-ours', reason: 'Rent', by: OTIS, now: MORNING } as const;
    expect(refusalOf(await setAsideBankLine(books.database, aside))).toMatchObject({ field: 'line' });
  });
});

test('what waits comes oldest first, 50 a page, each line once', async ({ books }) => {
  await books.sql(
    `INSERT INTO bank_line (fingerprint, booked_on, amount_minor, currency, status, reason, imported_at)
     SELECT 'w' || i, date '2026-03-20' - i % 7, i, 'USD', 'unmatched', 'none', now() FROM generate_series(1, 120) i`,
  );
  const seen: { readonly bookedOn: string; readonly id: number }[] = [];
  let after: string | undefined;
  do {
    const page = await listWaitingLines(books.database.pool, after);
    seen.push(...page.lines);
    after = page.next ?? undefined;
  } while (after !== undefined);
  const sorted = [...seen].sort((a, b) => a.bookedOn.localeCompare(b.bookedOn) || a.id - b.id);
  expect([seen.length, new Set(seen.map(({ id }) => id)).size, seen]).toEqual([120, 120, sorted]);
});
