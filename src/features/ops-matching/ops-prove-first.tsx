import { confirmPath } from '@/server/auth/step-up';
import { LinkButton } from '@/ui/button';

/** What stands in the place of a form that moves money, until its sender has proved who they are; `back` is where the form is. */
export function ProveFirst({ back }: { readonly back: string }) {
  return (
    <>
      <p className="sm">This moves money, so we ask again that it is you.</p>
      <div className="acts mt-3">
        <LinkButton href={confirmPath(back)} kind="primary" icon="key">
          Confirm that it is you first
        </LinkButton>
      </div>
    </>
  );
}
