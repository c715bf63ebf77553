import { NoPermission } from '@/ui/states';

/** The cashier for a role that sees no money: that there is one, and who can open it. */
export function NoTill() {
  return (
    <>
      <h1 className="mb-6">Cashier</h1>
      <NoPermission what="bills" role="support" owner="an owner of the organisation" />
    </>
  );
}
