import type { Metadata } from 'next';
import { inboxSearchSchema } from '@/contracts/inbox';
import { firstOfEach } from '@/contracts/search-params';
import { Inbox, InboxSkeleton } from '@/features/inbox/inbox';
import { MembersOwn } from '@/features/shell/members-own';
import { requireActor } from '@/server/auth/actor';
import { LinkButton } from '@/ui/button';
import { ErrorIsland } from '@/ui/error-island';
import { PageHead } from '@/ui/page-head';
import { EmptyState } from '@/ui/states';
import { Streamed } from '@/ui/streamed';

export const metadata: Metadata = { title: 'Inbox' };

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function InboxPage({ searchParams }: Props) {
  const { person, role, seller, shops, viewedBy } = await requireActor();
  const asked = inboxSearchSchema.parse(firstOfEach(await searchParams));
  return (
    <>
      <PageHead
        title="Inbox"
        actions={
          <LinkButton href="/account/notifications" icon="mail">
            What you are told
          </LinkButton>
        }
      />
      {viewedBy !== undefined ? (
        <MembersOwn what="An inbox" />
      ) : seller === null ? (
        <EmptyState icon="bell" title="This shop has no organisation yet">
          Notices are for members: they begin once the marketplace has assigned the shop to an organisation.
        </EmptyState>
      ) : (
        <ErrorIsland what="The inbox">
          <Streamed fallback={<InboxSkeleton />}>
            <Inbox reader={{ person, role, seller }} asked={asked} hasShops={shops.length > 1} />
          </Streamed>
        </ErrorIsland>
      )}
    </>
  );
}
