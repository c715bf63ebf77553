import './mailbox.css';
import type { Route } from 'next';
import Link from 'next/link';
import type { MailboxDto, MailboxSearch, MailDto } from '@/contracts/mailbox';
import { systemDatabase } from '@/server/db/site';
import { readMailbox } from '@/server/queries/mailbox';
import { TextLink } from '@/ui/button';
import { FilterChips, SearchForm } from '@/ui/filters';
import { BrandMark } from '@/ui/icon';
import { Section } from '@/ui/section';
import { EmptyState } from '@/ui/states';
import { ShowOlder } from '@/ui/table';
import { MailText } from './mail-text';
import { MAILBOX_PATH, mailboxHref } from './search';

/** "22 Nov 2026, 09:12 UTC": mails go by the machine's time, not by the test clock's. */
function postedText({ postedAt }: MailDto): string {
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${text.format(new Date(postedAt))} UTC`;
}

function List({ mailbox, asked }: { readonly mailbox: MailboxDto; readonly asked: MailboxSearch }) {
  const { mails, opened, hasOlder } = mailbox;
  const last = mails.at(-1);
  if (last === undefined) {
    return (
      <EmptyState icon="queue" title={asked.to === undefined ? 'No mail yet' : `No mail to “${asked.to}”`}>
        A reset password, an invitation or a changed bank account sends one.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="mail-list">
        {mails.map((mail) => (
          <li key={mail.id}>
            <Link
              href={mailboxHref(asked, { mail: mail.id }) as Route}
              aria-current={mail.id === opened?.id ? 'true' : undefined}
            >
              <b>{mail.subject}</b>
              <span className="sm">{mail.to}</span>
              <span className="xs faint">{postedText(mail)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <ShowOlder
        shown={mails.length}
        total={null}
        noun="mail"
        href={hasOlder ? mailboxHref(asked, { before: last.id, mail: undefined }) : null}
      />
    </>
  );
}

function Opened({ mail }: { readonly mail: MailDto | null }) {
  if (mail === null) {
    return (
      <Section title="No mail chosen">
        <p className="sm muted">Choose one to read it.</p>
      </Section>
    );
  }
  return (
    <Section title={mail.subject} say={`To ${mail.to}, ${postedText(mail)}`}>
      <MailText text={mail.text} />
    </Section>
  );
}

/** Every mail of the demo, whoever it is for: in the demo no mail leaves the machine. */
export async function Mailbox({ asked }: { readonly asked: MailboxSearch }) {
  const mailbox = await readMailbox(systemDatabase().pool, asked);
  const chips =
    asked.to === undefined
      ? []
      : [{ key: 'to', label: `To “${asked.to}”`, href: mailboxHref(asked, { to: undefined, before: undefined }) }];
  return (
    <main className="mailbox" id="main">
      <div className="brand" style={{ padding: 0, marginBottom: 28 }}>
        <BrandMark />
        <span>Evenkeel</span>
      </div>
      <h1 style={{ marginBottom: 8 }}>Mailbox of the demo</h1>
      <p className="sm muted" style={{ marginBottom: 20 }}>
        Mail to all people of the demo, who are invented. <TextLink href="/sign-in">Sign in</TextLink>
      </p>
      <div className="filters">
        <SearchForm
          action={MAILBOX_PATH}
          name="to"
          value={asked.to ?? ''}
          placeholder="Address begins with"
          keep={{}}
        />
      </div>
      <FilterChips chips={chips} />
      <div className="gate">
        <Section title="Mails">
          <List mailbox={mailbox} asked={asked} />
        </Section>
        <Opened mail={mailbox.opened} />
      </div>
    </main>
  );
}
