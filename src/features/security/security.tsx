import './security.css';
import type { Actor } from '@/contracts/shell';
import { listMemberships } from '@/server/auth/memberships';
import { listOwnSessions } from '@/server/auth/own-sessions';
import { countRecoveryCodes, hasTwoFactor, readSetUp } from '@/server/auth/two-factor';
import { PageHead } from '@/ui/page-head';
import { Section } from '@/ui/section';
import { StatusChip } from '@/ui/status-chip';
import { Browsers } from './browsers';
import { Memberships } from './memberships';
import { PasswordChange } from './password';
import { QrCode } from './qr-code';
import { SetUp } from './set-up';
import { TwoFactorOff, TwoFactorOn } from './two-factor';

async function TwoFactor({ actor }: { readonly actor: Actor }) {
  const isOn = await hasTwoFactor(actor.userId);
  return (
    <Section
      title="Two-factor"
      aside={
        isOn ? (
          <StatusChip look={{ word: 'On', icon: 'check', tone: 'done' }} />
        ) : (
          <StatusChip look={{ word: 'Off', icon: 'void', tone: 'idle' }} />
        )
      }
    >
      {isOn ? (
        <TwoFactorOn codesLeft={await countRecoveryCodes(actor.userId)} />
      ) : (
        <TwoFactorOff isBegun={(await readSetUp(actor)) !== null} />
      )}
    </Section>
  );
}

/** One's own sign-in: where one is signed in, the password, two-factor. */
export async function Security({ actor }: { readonly actor: Actor }) {
  const memberships = await listMemberships(actor);
  return (
    <>
      <PageHead title="Security">
        <p className="sm muted">
          You sign in with <span className="id">{actor.email}</span>.
        </p>
      </PageHead>
      <div className="security">
        <div>
          <Section title="Where you are signed in" say="A session ends by itself after 12 hours.">
            <Browsers sessions={await listOwnSessions(actor)} />
          </Section>
          {memberships.length < 2 ? null : (
            <Section title="Who you work for" say="This browser shows one of them at a time.">
              <Memberships memberships={memberships} />
            </Section>
          )}
        </div>
        <div>
          <Section title="Password">
            <PasswordChange />
          </Section>
          <TwoFactor actor={actor} />
        </div>
      </div>
    </>
  );
}

/** Setting two-factor up: the secret by picture and by letters, until its first code was right. */
export async function TwoFactorSetUp({ actor }: { readonly actor: Actor }) {
  const setUp = await readSetUp(actor);
  return (
    <>
      <PageHead
        title="Set up two-factor"
        crumb={{ href: '/account/security', label: 'Security', here: 'Set up two-factor' }}
      />
      <SetUp
        secret={setUp === null ? null : (setUp.secret.match(/.{1,4}/g) ?? []).join(' ')}
        picture={
          setUp === null ? null : <QrCode text={setUp.address} label="The key for your authenticator, as a picture" />
        }
      />
    </>
  );
}
