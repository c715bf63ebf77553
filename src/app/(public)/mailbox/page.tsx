import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { mailboxSearchSchema } from '@/contracts/mailbox';
import { Mailbox } from '@/features/mailbox/mailbox';
import { env } from '@/server/env';

export const metadata: Metadata = { title: 'Mailbox' };
export const dynamic = 'force-dynamic';

interface MailboxPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The demo's mailbox; elsewhere there is none, since mails open doors. */
export default async function MailboxPage({ searchParams }: MailboxPageProps) {
  if (env().mode !== 'demo') notFound();
  return <Mailbox asked={mailboxSearchSchema.parse(await searchParams)} />;
}
