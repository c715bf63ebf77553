import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReferences, formatReference, isReference, makeReference } from '@/domain/bill/reference';

const CHARACTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const body = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 21 });
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 21 });

/** The places after "RF" where a digit stands. */
function digitPlaces(reference: string): number[] {
  return [...reference].flatMap((character, place) => (/\d/.test(character) ? [place] : []));
}

describe('A bank transfer carries a creditor reference of ISO 11649', () => {
  it('539007547034 gets the check digits 18', () => {
    expect(makeReference('539007547034')).toBe('RF18539007547034');
    expect(isReference('RF18539007547034')).toBe(true);
  });

  it('letters count as 10 to 35: ABC1 is 10 11 12 1, RF is 27 15', () => {
    const reference = makeReference('ab-c 1');
    expect(reference).toBe(makeReference('ABC1'));
    const asNumber = BigInt(`10111212715${reference.slice(2, 4)}`);
    expect(asNumber % 97n).toBe(1n);
  });

  it('leaves 1 by 97, computed with one large number', () => {
    fc.assert(
      fc.property(body, (text) => {
        const reference = makeReference(text);
        const moved = reference.slice(4) + reference.slice(0, 4);
        const number = BigInt([...moved].map((character) => Number.parseInt(character, 36)).join(''));
        expect(number % 97n).toBe(1n);
        expect(isReference(reference)).toBe(true);
      }),
    );
  });

  it('a check number of 00, 01 or 99 would leave 1 too, and is refused: only 02 to 98 are given', () => {
    for (let number = 0; number < 500; number += 1) {
      const good = makeReference(String(number)).slice(2, 4);
      const accepted = Array.from({ length: 100 }, (_, check) => String(check).padStart(2, '0')).filter((check) =>
        isReference(`RF${check}${number}`),
      );
      expect(accepted).toEqual([good]);
    }
  });

  it('every single wrong digit is found out', () => {
    fc.assert(
      fc.property(fc.oneof(body, digits), (text) => {
        const reference = makeReference(text);
        for (const place of digitPlaces(reference)) {
          for (const wrong of '0123456789') {
            if (wrong === reference[place]) continue;
            expect(isReference(reference.slice(0, place) + wrong + reference.slice(place + 1))).toBe(false);
          }
        }
      }),
    );
  });

  it('every two neighbouring digits in the wrong order are found out, and every two neighbouring letters', () => {
    fc.assert(
      fc.property(fc.oneof(body, digits), (text) => {
        const reference = makeReference(text);
        for (let place = 2; place + 1 < reference.length; place += 1) {
          const [left, right] = [reference[place] ?? '', reference[place + 1] ?? ''];
          if (left === right || /\d/.test(left) !== /\d/.test(right)) continue;
          expect(isReference(reference.slice(0, place) + right + left + reference.slice(place + 2))).toBe(false);
        }
      }),
    );
  });

  it('an empty body, 22 characters, or other characters make no reference', () => {
    expect(() => makeReference('')).toThrow('Defect');
    expect(() => makeReference('1'.repeat(22))).toThrow('Defect');
    expect(() => makeReference('12_3')).toThrow('Defect');
    expect(isReference('RF18')).toBe(false);
    expect(isReference('rf18539007547034')).toBe(false);
    expect(isReference('RF18 5390 0754 7034')).toBe(false);
  });
});

describe('A reference is found in what the payer and the bank wrote', () => {
  it.each([
    'RF18539007547034',
    'RF18 5390 0754 7034',
    'rf18-5390-0754-7034',
    'Payment RF18 5390 0754 7034, thank you',
    'EREF+NOTPROVIDED/REMI+RF18539007547034/',
    'INVOICE:RF18 5390\r\n0754 7034\nACME LTD',
    'ref R\nF18\u00a05390\u20110754\u20137034.',
    'xRF18539007547034yes',
  ])('%j', (text) => {
    expect(findReferences(text)).toContain('RF18539007547034');
  });

  it('in groups, in small letters, with text around', () => {
    const around = fc.string({ unit: fc.constantFrom(...'abcxyz ,;:-()'), maxLength: 20 });
    const between = fc.constantFrom('', ' ', '-', '\n', '  ');
    fc.assert(
      fc.property(body, around, around, between, (text, before, after, separator) => {
        const reference = makeReference(text);
        const written = formatReference(reference).toLowerCase().replaceAll(' ', separator);
        expect(findReferences(`${before}; ${written};${after}`)).toContain(reference);
      }),
    );
  });

  it('with one digit wrong it is not found', () => {
    expect(findReferences('RF18 5390 0754 7035')).not.toContain('RF18539007547034');
    expect(findReferences('')).toEqual([]);
    expect(findReferences('Thank you for RF and more')).toEqual([]);
  });

  it('two references are both found, in their order', () => {
    const second = makeReference('42');
    expect(findReferences(`RF18539007547034 + ${second}`)).toEqual(['RF18539007547034', second]);
  });

  it('a text of 40,000 characters that begins 10,000 references gives the few that are right', () => {
    expect(findReferences('RF18'.repeat(10_000)).length).toBeLessThan(30);
  });

  it('is printed in groups of four', () => {
    expect(formatReference(makeReference('539007547034'))).toBe('RF18 5390 0754 7034');
    expect(formatReference(makeReference('1234'))).toBe(`RF${makeReference('1234').slice(2, 4)} 1234`);
  });
});
