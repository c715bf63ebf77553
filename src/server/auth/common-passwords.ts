import 'server-only';

/**
 * Words that the most used passwords are made of, by the lists that attackers try first. A password of twelve characters or more is common
 * where nothing else is in it but one of them, however often, with digits and signs around.
 */
const WORDS = new Set(
  `access admin administrator adobe amanda amazon america andrea andrew angel angels anthony arsenal ashley asshole august australia azerty
  bailey banana baseball basketball batman beautiful blessed blink buster butterfly canada changeme charlie cheese chelsea chocolate christian
  company computer cookie corvette cowboys daniel december default diamond dolphin donald dragon elizabeth eminem evenkeel facebook family
  february ferrari flower football forever freedom friday friends fuckyou george ginger google guest guitar hannah harley hello hockey
  hunter iloveyou internet israel jackson january jasmine jennifer jessica jesus jordan joshua killer letmein letmeinplease liverpool
  london login loveme lovely maggie manager manchester marina marketplace master matrix matthew melissa mercedes michael michelle microsoft
  midnight minecraft monday money monkey mother mustang naruto nicole ninja november october office orange passcode passphrase passport
  password passwort pepper phoenix pokemon princess private purple qwerty ranger rainbow robert samantha samsung scooter secret secure
  security september server shadow silver slipknot snoopy soccer somebody sophie spiderman spring startrek starwars steelers summer sunday
  sunshine superman superstar superuser support taylor temporary tennis test tester testing thomas thunder tigger tinkerbell trustno
  trustnoone unknown user username valentine victoria warcraft welcome whatever william winter wizard xbox yankees yellow zaqwsx`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Longer ones that are no single word of the list. */
const PHRASES = new Set([
  'correcthorsebatterystaple',
  'iloveyouforever',
  'iloveyousomuch',
  'ihatepasswords',
  'jesuslovesme',
  'letmeinnow',
  'mypassword',
  'newpassword',
  'nopassword',
  'onetwothreefour',
  'passwordpassword',
  'rememberme',
  'thisismypassword',
  'thepassword',
  'welcomehome',
  'welcometo',
  'yourpassword',
]);

/** Rows of keyboards, the alphabet and the digits: what fingers run along. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
];
const BOTH_WAYS = RUNS.flatMap((run) => [run, [...run].reverse().join('')]);

/** Runs of fewer characters are part of words too. */
const SHORTEST_RUN = 4;

/** What may be left beside runs in a password that is nothing but them. */
const LEFT_OVER = 3;

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** "P@ssw0rd2026!" as "password" and as "passwordi": its letters, with and without what looks like one. */
function lettersOf(text: string): readonly string[] {
  const plain = text.replace(/[^a-z]/g, '');
  const trimmed = text.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const read = (part: string) =>
    [...part]
      .map((sign) => LOOKS_LIKE[sign] ?? sign)
      .join('')
      .replace(/[^a-z]/g, '');
  return [plain, read(trimmed), read(text)];
}

/** The shortest text that a text repeats: "abab" repeats "ab", "abc" itself. */
function unitOf(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).slice(0, text.length) === text) return unit;
  }
  return text;
}

function withoutRuns(text: string): string {
  let rest = '';
  let at = 0;
  while (at < text.length) {
    let length = 0;
    for (const run of BOTH_WAYS) {
      let size = SHORTEST_RUN;
      while (at + size <= text.length && run.includes(text.slice(at, at + size))) size += 1;
      if (size > SHORTEST_RUN) length = Math.max(length, size - 1);
    }
    if (length === 0) {
      rest += text.charAt(at);
      at += 1;
    } else at += length;
  }
  return rest;
}

/**
 * Whether a password is one that is tried first: a common word dressed up, the own name or address, a run along the keyboard, or a few
 * characters over and over.
 * @param known what everybody knows of the user, such as their e-mail address and name
 * @example isCommonPassword("P@ssword2026!", []) === true
 */
export function isCommonPassword(password: string, known: readonly string[]): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  const own = known.flatMap((one) => one.toLowerCase().split(/[^a-z]+/)).filter((word) => word.length >= 3);
  const ofOwnWords = own.length === 0 ? null : new RegExp(`^(?:${own.join('|')})+$`);
  const isWord = (letters: string) => WORDS.has(letters) || PHRASES.has(letters) || ofOwnWords?.test(letters) === true;
  if (unitOf(text).length <= 4 && text.length > 4) return true;
  if (withoutRuns(text).length <= LEFT_OVER) return true;
  return lettersOf(text).some((letters) => {
    const bare = withoutRuns(letters);
    return isWord(letters) || isWord(unitOf(letters)) || (bare !== letters && isWord(bare));
  });
}
