import { PageHead } from '@/ui/page-head';
import { NoPermission } from '@/ui/states';

/** A page of amounts for a role that sees none: what it would show, and who can open it. */
export function NoMoney({ title, what }: { readonly title: string; readonly what: string }) {
  return (
    <>
      <PageHead title={title} />
      <NoPermission what={what} role="support" owner="an owner of the organisation" />
    </>
  );
}
