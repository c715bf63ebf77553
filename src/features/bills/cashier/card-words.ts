import type { SavedCardDto } from '@/contracts/cards';

/** The provider's words for brands, where their own names are written otherwise. */
const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

function brandText(brand: string): string {
  return BRANDS[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1);
}

/**
 * What there is to know about a saved card beside its last digits.
 * @example "Visa, expires 08/28. Offered first."
 */
export function cardNote({ brand, expMonth, expYear, expiry, isDefault }: SavedCardDto): string {
  const month = `${`${expMonth}`.padStart(2, '0')}/${`${expYear % 100}`.padStart(2, '0')}`;
  const name = brandText(brand);
  if (expiry === 'expired') return `${name}, expired ${month}. Add the new card to pay with it.`;
  const soon = expiry === 'expires-soon' ? ', soon' : '';
  return `${name}, expires ${month}${soon}.${isDefault ? ' Offered first.' : ''}`;
}
