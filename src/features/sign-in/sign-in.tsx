import './sign-in.css';
import { listDemoPeople } from '@/server/auth/demo-people';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { Button } from '@/ui/button';
import { BrandMark, Icon } from '@/ui/icon';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
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

/** The sign-in page: in the demo a list of people, in production what is missing. */
export function SignIn({ search }: { readonly search: string }) {
  const isDemo = env().mode === 'demo';
  return (
    <main className="sign-in" id="main">
      <div className="brand" style={{ padding: 0, marginBottom: 28 }}>
        <BrandMark />
        <span>Evenkeel</span>
      </div>
      <h1 style={{ marginBottom: 20 }}>Sign in</h1>
      {isDemo ? (
        <div className="gate">
          <Section title="What this is">
            <p className="sm muted">
              Seller finance for a marketplace: what you earned, what is held and why, when it is paid, and why a
              balance is negative. Every amount opens into the lines that made it.
            </p>
            <p className="sm muted" style={{ marginTop: 10 }}>
              The clock at the top of the demo moves days forward: orders settle, reserves are released, payouts are
              made.
            </p>
          </Section>
          <DemoPeople search={search} />
        </div>
      ) : (
        <EmptyState icon="key" title="Sign-in is not set up">
          This site runs in production mode and has no way to sign in yet.
        </EmptyState>
      )}
    </main>
  );
}
