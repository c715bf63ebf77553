import { compareNames, type NameDifference, type NamePiece } from '@/domain/bank-account/holder-name';

const SIGNS: Readonly<Record<string, string>> = {
  '.': 'a full stop',
  ',': 'a comma',
  '-': 'a hyphen',
  "'": 'an apostrophe',
  '’': 'an apostrophe',
};

const INVISIBLE = /^\p{Cf}+$/u;
const OTHER_ALPHABET = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

function named(text: string): string {
  if (INVISIBLE.test(text)) return 'an invisible character';
  return SIGNS[text] ?? `“${text}”`;
}

/** One difference in words. @example "“LLC” is missing" */
export function differenceText({ registered, entered }: NameDifference): string {
  if (registered === null) return `${named(entered ?? '')} is too much`;
  if (entered === null) return `${named(registered)} is missing`;
  const isAlphabet = OTHER_ALPHABET.test(entered) && !OTHER_ALPHABET.test(registered);
  const note = isAlphabet ? ' (with letters of another alphabet)' : '';
  if (registered.toLowerCase() === entered.toLowerCase())
    return `${named(registered)} and ${named(entered)}: capital letters`;
  return `${named(registered)} and ${named(entered)}${note}`;
}

function Pieces({ pieces }: { readonly pieces: readonly NamePiece[] }) {
  if (pieces.length === 0) return <span className="faint">nothing</span>;
  return pieces.map(({ text, isDifferent }, index) => {
    const key = `${index}-${text}`;
    return isDifferent ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
  });
}

interface NameMatchProps {
  readonly registered: string;
  readonly entered: string;
  /** Where the other name comes from. */
  readonly enteredLabel: string;
  /** What did not happen because of it. */
  readonly consequence: string;
}

/** Two names under each other, what differs marked, and then in words. */
export function NameMatch({ registered, entered, enteredLabel, consequence }: NameMatchProps) {
  const comparison = compareNames(registered, entered);
  return (
    <div className="names" role="alert">
      <p>
        <b className="b">The names are not the same.</b> {consequence}
      </p>
      <dl>
        <div>
          <dt>Registered name of your shop</dt>
          <dd>
            <Pieces pieces={comparison.registered} />
          </dd>
        </div>
        <div>
          <dt>{enteredLabel}</dt>
          <dd>
            <Pieces pieces={comparison.entered} />
          </dd>
        </div>
      </dl>
      <p>
        Different: {comparison.differences.map(differenceText).join('; ')}. If the bank has it like this, ask the bank
        to correct it, or ask the marketplace to change the registered name.
      </p>
    </div>
  );
}
