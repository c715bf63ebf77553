/** The first two digits of routing numbers: the Federal Reserve districts, thrifts, electronic ones and traveller's cheques. */
const DISTRICTS: readonly (readonly [first: number, last: number])[] = [
  [0, 12],
  [21, 32],
  [61, 72],
  [80, 80],
];
const WEIGHTS = [3, 7, 1];
const SHORTEST_NUMBER = 5;
const LONGEST_NUMBER = 17;

/** Digits as they are typed: with blanks and hyphens, which mean nothing. @example digitsOf("110 000 000") === "110000000" */
export function digitsOf(text: string): string {
  return text.replace(/[\s-]/gu, '');
}

/** Why a text is no routing number; null if it is one: nine digits, a district that exists, and the check digit of the ABA (3, 7, 1). */
export function routingRefusal(text: string): string | null {
  const digits = digitsOf(text);
  if (!/^\d{9}$/.test(digits)) return 'A routing number has 9 digits. It stands at the foot of your cheques.';
  const district = Number(digits.slice(0, 2));
  const isDistrict = DISTRICTS.some(([first, last]) => district >= first && district <= last);
  const weighted = [...digits].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at % 3] ?? 0), 0);
  // Nine zeros pass the sum, and name no bank.
  if (isDistrict && weighted % 10 === 0 && weighted > 0) return null;
  return 'No bank has this routing number: a digit is wrong. Compare it with your cheque or your bank’s page.';
}

/** Why a text is no account number of a US bank; null if it is one. Under five digits, the last four would be nearly all of it. */
export function accountNumberRefusal(text: string): string | null {
  const digits = digitsOf(text);
  if (new RegExp(`^\\d{${SHORTEST_NUMBER},${LONGEST_NUMBER}}$`).test(digits)) return null;
  return `An account number has ${SHORTEST_NUMBER} to ${LONGEST_NUMBER} digits. Leave out the number of the cheque.`;
}
