import { type Route, route } from '../http/route';
import { type Kind, require } from '../store/objects';
import { expandable } from '../wire/params';

/** `GET` of one object by its id. @example retrieval('charge', '/v1/charges') // GET /v1/charges/:id */
export function retrieval(kind: Kind, list: string): Route {
  return route(
    'GET',
    `${list}/:id`,
    expandable,
    async (work, _params, id = '') => (await require(work, kind, id)).data,
  );
}
