import type { Metadata } from 'next';
import { confirmSearchSchema } from '@/contracts/security';
import { Confirm } from '@/features/security/confirm';
import { requireActor } from '@/server/auth/actor';
import { hasTwoFactor } from '@/server/auth/two-factor';
import { DEMO_PASSWORD } from '@/server/demo/people';
import { env } from '@/server/env';
import { Gate } from '@/ui/gate';

export const metadata: Metadata = { title: 'Confirm that it is you' };
export const dynamic = 'force-dynamic';

interface ConfirmPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Step-up: whoever is signed in proves anew who they are, and goes on. */
export default async function ConfirmPage({ searchParams }: ConfirmPageProps) {
  const { back } = confirmSearchSchema.parse(await searchParams);
  const actor = await requireActor();
  return (
    <Gate title="Confirm that it is you">
      <Confirm
        back={back}
        email={actor.email}
        isCode={await hasTwoFactor(actor.userId)}
        demoPassword={env().mode === 'demo' ? DEMO_PASSWORD : null}
      />
    </Gate>
  );
}
