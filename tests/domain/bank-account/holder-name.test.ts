import { describe, expect, test } from 'vitest';
import { compareNames, isSameName } from '@/domain/bank-account/holder-name';
import { NAME_VARIANTS, REGISTERED_NAME } from '../../support/name-variants';

describe('the holder of an account must be the registered name, letter by letter [F]', () => {
  test.each(NAME_VARIANTS)('$title: "$entered" is $verdict', ({ entered, verdict }) => {
    expect(isSameName(entered, REGISTERED_NAME)).toBe(verdict === 'the same');
  });
});

/** The marked pieces of a side. */
const marks = (pieces: readonly { readonly text: string; readonly isDifferent: boolean }[]): string =>
  pieces.map(({ text, isDifferent }) => (isDifferent ? `[${text}]` : text)).join('');

describe('a mismatch shows both names and what differs', () => {
  test('"Quill & Co. LLC" and "Quill and Co": "&" for "and", a full stop and "LLC" too few', () => {
    const { registered, entered, differences } = compareNames('Quill & Co. LLC', 'Quill and Co');
    expect(marks(registered)).toBe('Quill [&] Co[.] [LLC]');
    expect(marks(entered)).toBe('Quill [and] Co');
    expect(differences).toEqual([
      { registered: '&', entered: 'and' },
      { registered: '. LLC', entered: null },
    ]);
  });

  test('"Sable Textiles Trading LLC" and "Sable Textiles": "Trading LLC" is missing', () => {
    expect(compareNames('Sable Textiles Trading LLC', 'Sable Textiles').differences).toEqual([
      { registered: 'Trading LLC', entered: null },
    ]);
  });

  test('"ACME LLC" and "Acme LLC Group": case differs, and a word is too many', () => {
    expect(compareNames('ACME LLC', 'Acme LLC Group').differences).toEqual([
      { registered: 'ACME', entered: 'Acme' },
      { registered: null, entered: 'Group' },
    ]);
  });

  test('white space and Unicode form alone: nothing differs', () => {
    expect(compareNames('Café  Noir', ' Cafe\u0301\u00a0Noir ').differences).toEqual([]);
  });

  test('nothing entered: all of it is missing', () => {
    expect(compareNames('Ann Low', '').differences).toEqual([{ registered: 'Ann Low', entered: null }]);
  });
});
