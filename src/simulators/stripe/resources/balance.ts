import { nowSeconds } from '../clock';
import { type Route, route } from '../http/route';
import { dated, listPage } from '../wire/lists';
import { expandable, ignoring, text } from '../wire/params';
import { retrieval } from './retrieval';

interface Sum {
  readonly currency: string;
  readonly is_available: boolean;
  readonly net: string;
}

/** `/v1/balance` and what made it. */
export const balanceRoutes: readonly Route[] = [
  route('GET', '/v1/balance', expandable, async (work) => {
    const { rows } = await work.client.query<Sum>(
      `SELECT data->>'currency' AS currency, (data->>'available_on')::bigint <= $2 AS is_available, sum((data->>'net')::bigint) AS net
       FROM stripe_simulator.object WHERE account = $1 AND kind = 'balance_transaction' GROUP BY 1, 2 ORDER BY 1`,
      [work.account, nowSeconds()],
    );
    const currencies = [...new Set([...rows.map(({ currency }) => currency), 'usd'])];
    const sums = (isAvailable: boolean) =>
      currencies.map((currency) => {
        const row = rows.find((each) => each.currency === currency && each.is_available === isAvailable);
        const amount = Number(row?.net ?? 0);
        return { amount, currency, source_types: { card: amount } };
      });
    return { object: 'balance', available: sums(true), livemode: false, pending: sums(false) };
  }),
  route(
    'GET',
    '/v1/balance_transactions',
    { ...dated, currency: text, source: text, type: text, ...ignoring('payout') },
    (work, params) => {
      const { currency, source, type } = params;
      return listPage(work, 'balance_transaction', '/v1/balance_transactions', params, { currency, source, type });
    },
  ),
  retrieval('balance_transaction', '/v1/balance_transactions'),
];
