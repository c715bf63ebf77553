import { condition, type Filters, type Kind, type Kinds, require } from '../store/objects';
import type { Work } from '../store/work';
import { invalid } from './errors';
import type { FormValue } from './form';
import { expandable, fields, integer, type ReadAll, type Shape, text } from './params';

/** A page of a list, as Stripe writes it. */
export interface Page<Item> {
  readonly object: 'list';
  readonly url: string;
  readonly has_more: boolean;
  readonly data: Item[];
}

const USUAL_LIMIT = 10;

interface Range {
  readonly gt?: number | undefined;
  readonly gte?: number | undefined;
  readonly lt?: number | undefined;
  readonly lte?: number | undefined;
}

const seconds = integer({ min: 0 });
const range = fields({ gt: seconds, gte: seconds, lt: seconds, lte: seconds });

/** `created=...` or `created[gte]=...`. */
const created: Shape<Range | undefined> = {
  read: (value: FormValue | undefined, param: string) => {
    if (typeof value !== 'string') return range.read(value, param);
    const moment = seconds.read(value, param);
    return { gte: moment, lte: moment };
  },
};

/** The parameters that every list takes. */
export const paging = {
  ...expandable,
  limit: integer({ min: 1, max: 100 }),
  starting_after: text,
  ending_before: text,
};

/** With `created`, which most lists take. */
export const dated = { ...paging, created };

type Paging = ReadAll<typeof paging> & { readonly created?: Range | undefined };

const COMPARED = [
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
] as const;

async function seqOf(work: Work, kind: Kind, id: string, param: string): Promise<string> {
  await require(work, kind, id, param);
  const { rows } = await work.client.query<{ seq: string }>('SELECT seq FROM stripe_simulator.object WHERE id = $1', [
    id,
  ]);
  return rows[0]?.seq ?? '0';
}

/**
 * A page of objects, newest first.
 *
 * @param url of the list, which the page repeats
 * @param filters fields that have to be equal
 * @param extra SQL of a further condition, its values behind those of the others
 */
export async function listPage<K extends Kind>(
  work: Work,
  kind: K,
  url: string,
  params: Paging,
  filters: Filters = {},
  extra?: { readonly sql: string; readonly value: unknown },
): Promise<Page<Kinds[K]>> {
  const { starting_after: after, ending_before: before, limit = USUAL_LIMIT } = params;
  if (after !== undefined && before !== undefined) {
    throw invalid('You can only use one of starting_after or ending_before.', 'ending_before');
  }
  const { where, values } = condition([work.account, kind], filters);
  const parts = [where];
  const add = (sql: string, value: unknown): void => {
    values.push(value);
    parts.push(`AND ${sql} ($${values.length})`);
  };
  for (const [name, sign] of COMPARED) {
    const moment = params.created?.[name];
    if (moment !== undefined) add(`created ${sign}`, moment);
  }
  if (extra !== undefined) add(extra.sql, extra.value);
  if (after !== undefined) add('seq <', await seqOf(work, kind, after, 'starting_after'));
  if (before !== undefined) add('seq >', await seqOf(work, kind, before, 'ending_before'));
  const isBackward = before !== undefined;
  const { rows } = await work.client.query<{ data: Kinds[K] }>(
    `SELECT data FROM stripe_simulator.object WHERE account = $1 AND kind = $2 AND NOT is_deleted ${parts.join(' ')}
     ORDER BY seq ${isBackward ? 'ASC' : 'DESC'} LIMIT ${limit + 1}`,
    values,
  );
  const data = rows.slice(0, limit).map((row) => row.data);
  if (isBackward) data.reverse();
  return { object: 'list', url, has_more: rows.length > limit, data };
}
