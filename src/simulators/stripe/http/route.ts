import type { Work } from '../store/work';
import type { FormTree } from '../wire/form';
import { type ReadAll, readFields, type Shape } from '../wire/params';

/** What a request is answered with. Also a decline is one: it changed something, so its transaction is kept. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** One address of the API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `/v1/customers/:id` in its parts. */
  readonly path: readonly string[];
  /** True where it may move money or decide that none moves: such requests are struck by time-outs and by the faults of their events. */
  readonly isCharging: boolean;
  readonly run: (work: Work, ids: readonly string[], params: FormTree) => Promise<Answer>;
}

type Shapes = Readonly<Record<string, Shape<unknown>>>;

/**
 * Describes one address: its parameters are read, others refused, and what `run` returns is the answer, 200 unless it says otherwise.
 *
 * @example route('GET', '/v1/charges/:id', expandable, (work, _params, id) => requireCharge(work, id))
 */
export function route<S extends Shapes>(
  method: Route['method'],
  path: string,
  shapes: S,
  run: (work: Work, params: ReadAll<S>, ...ids: string[]) => Promise<object>,
  isCharging = false,
): Route {
  return {
    method,
    path: path.split('/').slice(1),
    isCharging,
    run: async (work, ids, tree) => {
      const body = await run(work, readFields(shapes, tree), ...ids);
      return body instanceof Declined ? body : { status: 200, body };
    },
  };
}

/** An answer with another status than 200 whose changes are kept: a decline. */
export class Declined implements Answer {
  readonly status: number;
  readonly body: object;

  constructor(status: number, body: object) {
    this.status = status;
    this.body = body;
  }
}
