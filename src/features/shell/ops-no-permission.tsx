import { ROLES, type Role } from '@/contracts/permissions';
import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';

/** A page of the marketplace that somebody may not open. */
export function OpsNoPermission({
  title,
  what,
  role,
}: {
  readonly title: string;
  readonly what: string;
  readonly role: Role;
}) {
  return (
    <>
      <PageHead title={title} />
      <NoPermission what={what} role={ROLES[role].name} owner="an ops lead" needs={ROLES['ops-viewer'].name} />
    </>
  );
}
