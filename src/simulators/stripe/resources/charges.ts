import { type Route, route } from '../http/route';
import { lock, require, save } from '../store/objects';
import { dated, listPage, paging } from '../wire/lists';
import { clearableText, expandable, ignoring, mergeMetadata, metadata, text } from '../wire/params';
import { retrieval } from './retrieval';

/** `/v1/charges`: made by payment intents, read here. */
export const chargeRoutes: readonly Route[] = [
  route(
    'GET',
    '/v1/charges',
    { ...dated, customer: text, payment_intent: text, transfer_group: text },
    (work, params) => {
      const { customer, payment_intent, transfer_group } = params;
      return listPage(work, 'charge', '/v1/charges', params, { customer, payment_intent, transfer_group });
    },
  ),
  retrieval('charge', '/v1/charges'),
  route(
    'POST',
    '/v1/charges/:id',
    { ...expandable, description: clearableText, metadata, ...ignoring('fraud_details', 'receipt_email', 'shipping') },
    async (work, params, id = '') => {
      const { data } = await lock(work, 'charge', id);
      return save(work, {
        ...data,
        description: params.description === undefined ? data.description : params.description,
        metadata: mergeMetadata(data.metadata, params.metadata),
      });
    },
  ),
  route('GET', '/v1/charges/:id/refunds', paging, async (work, params, id = '') => {
    await require(work, 'charge', id);
    return listPage(work, 'refund', `/v1/charges/${id}/refunds`, params, { charge: id });
  }),
];
