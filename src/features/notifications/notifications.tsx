import './notifications.css';
import { sellerDatabase } from '@/server/db/seller';
import { type Reader, readPreferences } from '@/server/queries/inbox';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { WantedForm } from './wanted-form';

/** What somebody is told, and how. */
export async function Notifications({ reader, email }: { readonly reader: Reader; readonly email: string }) {
  const preferences = await readPreferences(sellerDatabase().pool, reader);
  return (
    <>
      <p className="sm muted" style={{ marginBottom: 20 }}>
        Mail goes to {email}. What concerns your money or your rights is always told; the rest is up to you.
      </p>
      <WantedForm preferences={preferences} />
    </>
  );
}

/** As high as a few kinds. */
export function NotificationsSkeleton() {
  return (
    <Section title="What you are told">
      <Skeleton lines={10} rowHeight={40} label="Loading what you are told" />
    </Section>
  );
}
