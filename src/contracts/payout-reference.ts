/** What a file of payouts calls a payout: at most 15 characters, and it comes back with a return. @example payoutReference({ shopId: 3, no: 44 }) === 'P3-18' */
export function payoutReference({ shopId, no }: { readonly shopId: number; readonly no: number }): string {
  return `P${shopId.toString(36)}-${no.toString(36)}`.toUpperCase();
}

/** The payout that a reference names; null if the text is none. @example readPayoutReference('p3-18') // { shopId: 3, no: 44 } */
export function readPayoutReference(text: string): { readonly shopId: number; readonly no: number } | null {
  const match = /^P([0-9A-Z]{1,6})-([0-9A-Z]{1,6})$/i.exec(text.trim());
  if (match === null) return null;
  const [shopId, no] = [match[1], match[2]].map((digits) => Number.parseInt(digits ?? '', 36));
  const isNumber = (value: number | undefined): value is number => value !== undefined && value <= 2_147_483_647;
  return isNumber(shopId) && isNumber(no) ? { shopId, no } : null;
}
