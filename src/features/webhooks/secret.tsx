import { CopyValue } from '@/ui/copy-value';
import { Note } from '@/ui/note';

/** A secret, once: afterwards nobody can show it again. */
export function Secret({ secret }: { readonly secret: string }) {
  return (
    <>
      <Note tone="done">
        Keep this secret where your server keeps its own: it proves that an event comes from us. It is not shown again.
      </Note>
      <p className="secret">
        <CopyValue value={secret} name="secret" />
      </p>
    </>
  );
}
