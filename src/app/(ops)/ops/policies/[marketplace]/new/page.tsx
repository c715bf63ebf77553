import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may, ROLES } from '@/contracts/permissions';
import { ScheduleForm } from '@/features/policies/schedule-form';
import { OPS_POLICIES } from '@/features/policies/words';
import { requireActor } from '@/server/auth/actor';
import { readClock } from '@/server/clock';
import { opsDatabase } from '@/server/db/ops';
import { systemDatabase } from '@/server/db/site';
import { env } from '@/server/env';
import { readNumbers, readPolicyBook } from '@/server/queries/policy-versions';
import { PageHead } from '@/ui/page-head';
import { Section } from '@/ui/section';
import { EmptyState, NoPermission } from '@/ui/states';
import '@/features/policies/policies.css';

export const metadata: Metadata = { title: 'Schedule a version' };

interface Props {
  readonly params: Promise<{ readonly marketplace: string }>;
}

export default async function NewVersionPage({ params }: Props) {
  const actor = await requireActor();
  const { marketplace } = await params;
  const crumb = { href: OPS_POLICIES, label: 'Policies', here: 'Schedule a version' };
  if (!may(actor.role, 'schedule-policies')) {
    return (
      <>
        <PageHead title="Schedule a version" crumb={crumb} />
        <NoPermission what="this form" role={ROLES[actor.role].name} owner="an ops lead" needs="ops agent" />
      </>
    );
  }
  const { pool } = opsDatabase({ person: actor.person.key, purpose: `policy of ${marketplace}, for a new version` });
  const now = await readClock(systemDatabase().pool, env().mode === 'demo');
  const book = await readPolicyBook(pool, marketplace, now);
  if (book === null) notFound();
  const open = book.versions.find(({ status }) => status === 'scheduled');
  return (
    <>
      <PageHead title={`Schedule a version: ${book.name}`} crumb={crumb} />
      {open === undefined ? (
        <Section title="Numbers" say="Change what is to change; the rest stays as it is.">
          <ScheduleForm book={book} numbers={await readNumbers(pool, marketplace)} formKey={randomUUID()} />
        </Section>
      ) : (
        <EmptyState icon="clock" title={`Version ${open.version} waits for its confirmation`}>
          One at a time: confirm or withdraw it first.
        </EmptyState>
      )}
    </>
  );
}
