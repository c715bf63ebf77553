import type { Metadata } from 'next';
import { Notifications, NotificationsSkeleton } from '@/features/notifications/notifications';
import { MembersOwn } from '@/features/shell/members-own';
import { requireActor } from '@/server/auth/actor';
import { LinkButton } from '@/ui/button';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { EmptyState } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Notifications' };

export default async function NotificationsPage() {
  const { person, role, seller, email, viewedBy } = await requireActor();
  return (
    <>
      <PageHead
        title="Notifications"
        actions={
          <LinkButton href="/inbox" icon="bell">
            Inbox
          </LinkButton>
        }
      />
      {viewedBy !== undefined ? (
        <MembersOwn what="What one is told" />
      ) : seller === null ? (
        <EmptyState icon="bell" title="This shop has no organisation yet">
          Notices are for members: they begin once the marketplace has assigned the shop to an organisation.
        </EmptyState>
      ) : (
        <ErrorIsland what="What you are told">
          <Streamed fallback={<NotificationsSkeleton />}>
            <Notifications reader={{ person, role, seller }} email={email} />
          </Streamed>
        </ErrorIsland>
      )}
    </>
  );
}
