import type { SignInNotice as Notice } from '@/contracts/sign-in';
import { listDemoPeople } from '@/server/auth/demo-people';
import { systemDatabase } from '@/server/db/site';
import { DEMO_PASSWORD } from '@/server/demo/people';
import { env } from '@/server/env';
import { Button, TextLink } from '@/ui/button';
import { Gate } from '@/ui/gate';
import { Icon } from '@/ui/icon';
import { Note } from '@/ui/note';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { PasswordForm } from './password-form';
import { People } from './people';

/** Finds an imported shop by its id or name; a GET form, so that the result has an address. */
function FindShop({ search, count }: { readonly search: string; readonly count: number }) {
  return (
    <form className="find-shop" method="get" action="/sign-in">
      <label className="field">
        <Icon name="search" />
        <span className="sr">Imported shop</span>
        <input name="shop" defaultValue={search} placeholder={`Find one of ${count} imported shops by id or name`} />
      </label>
      <Button type="submit">Find</Button>
    </form>
  );
}

async function DemoPeople({ search }: { readonly search: string }) {
  const { people, ops, imported, importedCount } = await listDemoPeople(systemDatabase().pool, search);
  return (
    <Section
      title="Demo: sign in as"
      say="No password here. Everybody is invented; all amounts are made by the engine from facts. This list exists in demo mode only."
    >
      {people.length + imported.length === 0 && search === '' ? (
        <EmptyState icon="shops" title="There is no shop yet">
          Make the demo sellers with <span className="id">npm run -s cli -- demo</span>, or import facts of your own.
        </EmptyState>
      ) : (
        <People people={people} ops={ops} imported={imported} />
      )}
      {importedCount === 0 ? null : <FindShop search={search} count={importedCount} />}
      {importedCount > 0 && imported.length === 0 ? (
        <p className="sm muted">No imported shop has an id that begins with “{search}”, or a name with it.</p>
      ) : null}
      <p className="xs faint" style={{ marginTop: 10 }}>
        Amounts are what is available now, below zero where something is owed; with several shops, the worst.
      </p>
    </Section>
  );
}

const NOTICES = {
  'password-set': { tone: 'done', text: 'Your password is set, and every browser signed out. Sign in with it.' },
  'start-again': { tone: 'owed', text: 'That sign-in has run out or had too many wrong codes. Start again.' },
} as const satisfies Record<Notice, { readonly tone: 'done' | 'owed'; readonly text: string }>;

function ByPassword({ notice, isDemo }: { readonly notice: Notice | null; readonly isDemo: boolean }) {
  return (
    <Section title="E-mail and password">
      <div className="form">
        {notice === null ? null : <Note tone={NOTICES[notice].tone}>{NOTICES[notice].text}</Note>}
        {isDemo ? (
          <Note>
            In the demo everybody’s password is <span className="id">{DEMO_PASSWORD}</span>, unless it was changed; the
            addresses are such as <span className="id">ivy@ivy.example</span>. Mails go to its{' '}
            <TextLink href="/mailbox">mailbox</TextLink>.
          </Note>
        ) : null}
        <PasswordForm />
      </div>
    </Section>
  );
}

/** The sign-in page: e-mail address and password, and in the demo a list of people beside it. */
export function SignIn({ search, notice }: { readonly search: string; readonly notice: Notice | null }) {
  const isDemo = env().mode === 'demo';
  if (!isDemo) {
    return (
      <Gate title="Sign in">
        <ByPassword notice={notice} isDemo={false} />
      </Gate>
    );
  }
  return (
    <Gate title="Sign in" isWide>
      <div className="gate">
        <ByPassword notice={notice} isDemo />
        <DemoPeople search={search} />
      </div>
    </Gate>
  );
}
