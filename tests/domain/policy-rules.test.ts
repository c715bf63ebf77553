import { describe, expect, it } from 'vitest';
import { plainDate } from '@/domain/calendar/plain-date';
import { explainBook, explainPolicy, sentenceText } from '@/domain/explain/policy-rules';
import { POLICIES } from '@/domain/policy/books';
import { sea } from '@/domain/policy/books/sea';
import { us } from '@/domain/policy/books/us';
import { numbersOf, numberText, type PolicyNumber, versionAfter } from '@/domain/policy/numbers';
import type { Policy, PolicyBook } from '@/domain/policy/policy';

const first = us.versions[0] as Policy;

const textsOf = (policy: Policy) =>
  explainPolicy(policy).flatMap(({ rules }) => rules.map(({ sentence }) => sentenceText(sentence)));

/** Another value that the number may have. */
function another(policy: Policy, number: PolicyNumber): string {
  const text = numberText(policy, number);
  if (number.unit === 'lift') return text === 'appeal' ? 'automatic' : 'appeal';
  if (number.unit === 'day-list') return '4, 6';
  if (number.unit === 'score') return '4.7';
  return number.unit === 'amount' ? '77.77' : text === '7' ? '9' : '7';
}

function changed(policy: Policy, key: string): Policy {
  const number = numbersOf(policy).find((one) => one.key === key);
  if (number === undefined) throw new Error(key);
  const numbers = { [key]: another(policy, number) };
  return versionAfter(policy, { version: 2, effectiveFrom: plainDate('2026-05-01'), source: 'a test', numbers });
}

describe('The policy page is made of the books', () => {
  for (const { marketplace, versions } of Object.values(POLICIES)) {
    const policy = versions[0] as Policy;
    it.each(numbersOf(policy).map(({ key }) => key))(`${marketplace}: changing %s changes a sentence`, (key) => {
      const before = textsOf(policy);
      const after = textsOf(changed(policy, key));
      expect(after).toHaveLength(before.length);
      expect(after.filter((text, index) => text !== before[index])).toHaveLength(1);
    });
  }

  it('says the published numbers in words', () => {
    const texts = textsOf(first);
    expect(texts).toContain('Standard tier: an order settles 8 days after its delivery.');
    expect(texts).toContain('Express tier: an order settles 1 day after its delivery.');
    expect(texts).toContain('Level 0: 70 % of each settlement is withheld, until 30 days after delivery.');
    expect(texts).toContain('Level 3: nothing is withheld.');
    expect(texts).toContain(
      'Owing more than 100.00 suspends promotions, freezes withdrawals and draws on the reserve.',
    );
    expect(texts).toContain('A payment takes up to 4 hours to clear.');
  });

  it('sea says its own ladder: 100.00, 250.00, 500.00', () => {
    expect(textsOf(sea.versions[0] as Policy).filter((text) => text.startsWith('Owing'))).toEqual([
      'Owing more than 100.00 suspends promotions.',
      'Owing more than 250.00 freezes withdrawals.',
      'Owing more than 500.00 deactivates the shop, which stops promotions and payouts.',
    ]);
  });

  it('a rule names the version that made it what it is, and the confirmed one that will change it', () => {
    const second = changed(first, 'referralRate');
    const third = { ...changed(second, 'minimumPayout'), version: 3, effectiveFrom: plainDate('2026-06-01') };
    const book: PolicyBook = { ...us, versions: [first, second, third] };
    const rules = new Map(explainBook(book, second).flatMap((section) => section.rules.map((one) => [one.key, one])));
    expect(rules.get('referral')).toMatchObject({ since: { version: 2 }, next: null });
    expect(rules.get('clearing')).toMatchObject({ since: { version: 1 }, next: null });
    expect(rules.get('minimum')).toMatchObject({ since: { version: 1 }, next: { version: { version: 3 } } });
    expect(sentenceText(rules.get('minimum')?.next?.sentence ?? [])).toContain('77.77');
  });
});
