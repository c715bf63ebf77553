import 'server-only';
import type { z } from 'zod';
import { firstOfEach, leftOutParams } from '@/contracts/search-params';

/**
 * What a file is asked for by its address. A page says which filter it left out; a file cannot, and would hold more rows than whoever sums them up
 * thinks. So nothing is exported where a filter cannot be read.
 * @param schema of the page's search, whose address the file's is
 * @returns the search; or the answer 400, which names each filter and its cure
 * @example readExportSearch(payoutsSearchSchema, new Request('https://site.example/finances/payouts/export?from=yesterday')) // Response 400
 */
export function readExportSearch<Schema extends z.ZodObject>(
  schema: Schema,
  { url }: Request,
): z.infer<Schema> | Response {
  const { searchParams } = new URL(url);
  const names = [...new Set(searchParams.keys())];
  const given = firstOfEach(Object.fromEntries(names.map((name) => [name, searchParams.getAll(name)])));
  const unread = leftOutParams(schema, given);
  if (unread.length === 0) return schema.parse(given);
  const cures = unread.map((param) => `${param.name} “${param.given}”: ${param.cure}.`);
  return new Response(['Nothing was exported: a filter could not be read.', ...cures].join('\n'), { status: 400 });
}
