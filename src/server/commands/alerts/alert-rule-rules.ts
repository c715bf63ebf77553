import 'server-only';
import { concernsMoney } from '@/contracts/alerts';
import { may } from '@/contracts/permissions';
import type { Actor } from '@/contracts/shell';
import type { AlertKind } from '@/domain/alert/rule';
import type { FieldRefusal, Result } from '@/domain/shared/result';
import type { Connection } from '../../db/database';

/** Who keeps rules, and for whom. */
export type RuleKeeper = Pick<Actor, 'person' | 'role' | 'shops'> & {
  readonly seller: { readonly id: number; readonly name: string };
};

export type RuleResult<Value> = Result<Value, FieldRefusal>;

/** Whether a member sees every shop of the seller, and so may keep rules that are for every one. */
export async function seesEveryShop(connection: Connection, by: RuleKeeper): Promise<boolean> {
  const { rowCount } = await connection.query(
    "SELECT FROM member WHERE seller_id = $1 AND person_key = $2 AND status = 'active' AND shop_access = 'all'",
    [by.seller.id, by.person.key],
  );
  return rowCount === 1;
}

/** Why somebody may not keep a rule; null if they may. */
export async function refuseRule(
  connection: Connection,
  by: RuleKeeper,
  { kind, shopId }: { readonly kind: AlertKind; readonly shopId: number | null },
): Promise<FieldRefusal | null> {
  if (concernsMoney(kind) && !may(by.role, 'see-money'))
    return { field: 'kind', reason: 'This rule tells of money, which your role does not see. Choose another kind.' };
  if (shopId === null)
    return (await seesEveryShop(connection, by))
      ? null
      : { field: 'scope', reason: 'You see some of the shops only. Choose one of them.' };
  return by.shops.some(({ id }) => id === shopId)
    ? null
    : { field: 'scope', reason: 'Choose one of your shops, or all.' };
}
