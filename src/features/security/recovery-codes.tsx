'use client';

import { Button } from '@/ui/button';
import { Note } from '@/ui/note';

/** The recovery codes, once: afterwards nobody can show them again. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <div className="form">
      <Note tone="done">
        Keep these {codes.length} recovery codes where you keep your passwords. Each signs you in once without the
        authenticator. They are not shown again.
      </Note>
      <ul className="recovery" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button icon="download" onClick={() => window.print()}>
        Print them
      </Button>
    </div>
  );
}
