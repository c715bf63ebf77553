import 'server-only';
import { MOST_VIEWS } from '@/contracts/portfolio';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { keepView, selectViews, type ViewOwner } from '../../repositories/saved-views';

/**
 * Keeps filters and order of a list under a name, for the person alone. A name that they have takes the new filters.
 * @returns refused where the person has too many already
 * @example await saveView(database, owner, { name: "Owing in dollars", query: "view=owing&currency=USD" })
 */
export function saveView(
  database: Database,
  owner: ViewOwner,
  { name, query }: { readonly name: string; readonly query: string },
): Promise<Result<null, FieldRefusal>> {
  return inTransaction(database, async (connection) => {
    const views = await selectViews(connection, owner);
    if (views.length >= MOST_VIEWS && !views.some((view) => view.name === name)) {
      return refused({ field: 'name', reason: `You keep ${MOST_VIEWS} views already. Remove one first.` });
    }
    await keepView(connection, owner, { id: newId('viw'), name, query });
    return accepted(null);
  });
}
