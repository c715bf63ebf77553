import type { ComponentKind } from '../settlement/component';

/** What a component is called, and in one sentence why it is there. */
interface Wording {
  readonly label: string;
  readonly sentence: string;
}

/** Words for every kind that the engine knows, after the sources that engine.md names. */
export const WORDING = {
  'gross-sales': { label: 'Gross sales', sentence: 'What the buyer was charged for the products.' },
  'seller-discount': { label: 'Seller discount', sentence: 'The discount that you gave.' },
  refund: { label: 'Refund', sentence: 'Given back to the buyer.' },
  'customer-shipping-fee': { label: 'Shipping paid by the buyer', sentence: 'What the buyer paid for shipping.' },
  'actual-shipping-fee': { label: 'Shipping fee', sentence: 'What shipping the parcel cost.' },
  'shipping-weight-discrepancy': {
    label: 'Weight discrepancy',
    sentence: 'The parcel was heavier than you had entered; you pay the difference.',
  },
  'return-shipping-fee': { label: 'Return shipping fee', sentence: 'What sending the goods back cost.' },
  'return-shipping-subsidy': {
    label: 'Return shipping subsidy',
    sentence: 'The return was not your fault, so the platform bears a part of its shipping.',
  },
  'shipping-subsidy': { label: 'Shipping subsidy', sentence: 'The part of shipping that the platform bears.' },
  'referral-fee': {
    label: 'Referral fee',
    sentence: 'A share of what the order sold for, less what was refunded before it settled.',
  },
  'referral-fee-refund': {
    label: 'Referral fee given back',
    sentence: 'The share of the referral fee that belongs to what was refunded.',
  },
  'refund-administration-fee': {
    label: 'Refund administration fee',
    sentence: 'A share of the referral fee that refunds saved or gave back, with a cap for each product.',
  },
  'transaction-fee': { label: 'Transaction fee', sentence: 'Charged for taking the payment.' },
  'affiliate-commission': { label: 'Affiliate commission', sentence: 'Earned by the creator who brought the sale.' },
  'campaign-service-fee': { label: 'Campaign service fee', sentence: 'Charged for taking part in a campaign.' },
  'fulfilment-fee': { label: 'Fulfilment fee', sentence: 'Charged for storing, packing and handing over.' },
  'sample-shipping-fee': { label: 'Sample shipping fee', sentence: 'What shipping a free sample cost.' },
  'late-dispatch-fee': { label: 'Late dispatch fee', sentence: 'The order was handed over after its ship-by time.' },
  'platform-penalty': { label: 'Platform penalty', sentence: 'Charged for a breach of policy.' },
  chargeback: { label: 'Chargeback', sentence: 'A dispute was decided for the buyer; its amount is taken back.' },
  'platform-compensation': { label: 'Platform compensation', sentence: 'Paid to you by the platform.' },
  'logistics-reimbursement': {
    label: 'Logistics reimbursement',
    sentence: 'Paid to you for goods lost or damaged on the way.',
  },
  'warranty-reimbursement': { label: 'Warranty reimbursement', sentence: 'Paid to you for a warranty case.' },
  'ads-payment': { label: 'Payment for ads', sentence: 'Advertising that you pay from your sales.' },
  'other-adjustment': { label: 'Other adjustment', sentence: 'Posted by the marketplace; its note says why.' },
  'bill-payment': {
    label: 'Bill payment (negative balance)',
    sentence: 'You paid this towards your negative balance.',
  },
  'bill-payment-reversal': {
    label: 'Bill payment reversed',
    sentence: 'Your payment was charged back by your bank, so it no longer counts.',
  },
  'reserve-withheld': {
    label: 'Put into reserve',
    sentence: 'A share of the settlement, held against refunds and disputes until its release day.',
  },
  'reserve-released': { label: 'Released from reserve', sentence: 'The reserve period of this order is over.' },
  'reserve-used': { label: 'Reserve used', sentence: 'Taken from your reserve for what you owed, the oldest first.' },
} as const satisfies Record<ComponentKind, Wording>;
