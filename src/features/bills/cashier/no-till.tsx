import { ROLES } from '@/contracts/permissions';
import { requireActor } from '@/server/auth/actor';
import { NoPermission } from '@/ui/states';

/** The cashier for a role that sees no money, or pays none: that there is one, and who can open it. */
export async function NoTill() {
  const { role } = await requireActor();
  return (
    <>
      <h1 className="mb-6">Cashier</h1>
      <NoPermission what="bills" role={ROLES[role].name} owner="an owner of the organisation" />
    </>
  );
}
