import { type Route, route } from '../http/route';
import { invalid } from '../wire/errors';
import { dated, listPage } from '../wire/lists';
import { flag, listOf, text } from '../wire/params';
import { retrieval } from './retrieval';

/** `charge.*` as a pattern of SQL. */
function patternOf(type: string): string {
  return type.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`).replaceAll('*', '%');
}

/** `/v1/events`. */
export const eventRoutes: readonly Route[] = [
  route('GET', '/v1/events', { ...dated, type: text, types: listOf(text), delivery_success: flag }, (work, params) => {
    if (params.type !== undefined && params.types !== undefined) {
      throw invalid('You may only specify one of these parameters: type, types.', 'types');
    }
    const wanted = params.types ?? (params.type === undefined ? [] : [params.type]);
    const extra = wanted.length === 0 ? undefined : { sql: "data->>'type' LIKE ANY", value: wanted.map(patternOf) };
    return listPage(work, 'event', '/v1/events', params, {}, extra);
  }),
  retrieval('event', '/v1/events'),
];
