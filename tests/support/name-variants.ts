/** The name that the shop of the variants is registered under. */
export const REGISTERED_NAME = 'Café Noir & Søn Trading LLC';

/** A way to enter the registered name, and whether it is still the registered name. */
export interface NameVariant {
  readonly title: string;
  readonly entered: string;
  readonly verdict: 'the same' | 'another name';
}

/** What people enter: white space and Unicode form mean nothing, all else does. */
export const NAME_VARIANTS: readonly NameVariant[] = [
  { title: 'as registered', entered: 'Café Noir & Søn Trading LLC', verdict: 'the same' },
  {
    title: 'composed of base letter and accent (NFD)',
    entered: 'Cafe\u0301 Noir & Søn Trading LLC',
    verdict: 'the same',
  },
  { title: 'blanks around it', entered: '  Café Noir & Søn Trading LLC ', verdict: 'the same' },
  { title: 'two blanks for one', entered: 'Café  Noir & Søn  Trading LLC', verdict: 'the same' },
  { title: 'a tab and a no-break space', entered: 'Café\tNoir\u00a0& Søn Trading LLC', verdict: 'the same' },
  { title: 'lower case', entered: 'café noir & søn trading llc', verdict: 'another name' },
  { title: 'upper case', entered: 'CAFÉ NOIR & SØN TRADING LLC', verdict: 'another name' },
  { title: 'without the accent', entered: 'Cafe Noir & Søn Trading LLC', verdict: 'another name' },
  { title: '"and" for "&"', entered: 'Café Noir and Søn Trading LLC', verdict: 'another name' },
  { title: 'a full stop more', entered: 'Café Noir & Søn Trading LLC.', verdict: 'another name' },
  { title: 'without the form of the company', entered: 'Café Noir & Søn Trading', verdict: 'another name' },
  { title: 'words in another order', entered: 'Søn & Café Noir Trading LLC', verdict: 'another name' },
  { title: 'no blank between words', entered: 'CaféNoir & Søn Trading LLC', verdict: 'another name' },
  { title: 'a Cyrillic letter that looks the same', entered: 'Cаfé Noir & Søn Trading LLC', verdict: 'another name' },
  { title: 'a zero-width blank inside', entered: 'Café\u200b Noir & Søn Trading LLC', verdict: 'another name' },
  {
    title: 'full-width letters (same under NFKC only)',
    entered: 'Café Noir & Søn Trading ＬＬＣ',
    verdict: 'another name',
  },
  { title: 'nothing', entered: '', verdict: 'another name' },
];
