import { at, priceFor, Story } from '../story';

/** What each order leaves after its referral fee, and when it is delivered; accelerated: it settles five days later. */
const SALES: readonly [order: string, name: string, net: bigint, placedOn: string, deliveredOn: string][] = [
  ['SB-50102', 'Linen throw, sand', 9931n, '2026-02-09', '2026-02-13'],
  ['SB-50104', 'Cushion cover, indigo', 7223n, '2026-02-12', '2026-02-16'],
  ['SB-50109', 'Table runner, rust', 5410n, '2026-02-19', '2026-02-23'],
  ['SB-50113', 'Linen throw, moss', 6528n, '2026-02-20', '2026-02-24'],
  ['SB-50118', 'Cushion cover, clay', 5822n, '2026-02-24', '2026-02-28'],
  ['SB-50121', 'Tea towels, four', 4107n, '2026-02-26', '2026-03-02'],
  ['SB-50126', 'Table runner, ink', 6480n, '2026-03-01', '2026-03-05'],
  ['SB-50131', 'Tea towels, two', 3715n, '2026-03-04', '2026-03-08'],
  ['SB-50137', 'Linen throw, sand', 9931n, '2026-03-08', '2026-03-12'],
];

/**
 * Sable Textiles: paid weekly on Wednesday. The bank account was changed on 9 March to one in the name of "Sable Textiles", which is not the
 * registered name, so the bank returned the payout of 164.09.
 */
export function sable(): Story {
  const story = new Story('sable');
  story.opens(
    '2026-01-05',
    {
      name: 'Sable Textiles',
      registrationType: 'corporate',
      registeredName: 'Sable Textiles Trading LLC',
      probation: false,
      score: '3.7',
    },
    '7714',
  );
  story.tell('payout-schedule.changed', at('2026-01-06', '09:00'), { schedule: 'weekly', weekday: 3 });
  for (const [order, name, net, placedOn, deliveredOn] of SALES) {
    story.sellsAndDelivers(order, { sku: order.toLowerCase(), name, price: priceFor(net) }, placedOn, deliveredOn);
  }
  story.signsIn('2026-01-08', '2026-03-13', 8);
  story.tell('bank-account.verified', at('2026-03-09', '14:00'), {
    account: 'sable-2290',
    last4: '2290',
    holderName: 'Sable Textiles',
  });
  return story;
}
