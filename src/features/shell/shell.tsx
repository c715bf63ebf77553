import './shell.css';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { may } from '@/contracts/permissions';
import { getShop, requireActor } from '@/server/auth/actor';
import { sellerDatabase } from '@/server/db/seller';
import { countUnread } from '@/server/queries/inbox';
import { readShellFigures } from '@/server/queries/shell';
import { EmptyState } from '@/ui/states';
import { Frame } from './frame';
import { zoneNote } from './labels';
import { SignOut } from './switcher';

/** The frame of a seller's pages. Sends whoever is not signed in to the sign-in page. */
export async function SellerShell({ children }: { readonly children: ReactNode }) {
  const actor = await requireActor();
  if (actor.kind === 'ops') redirect('/ops');
  const shop = await getShop();
  if (shop === null) {
    return (
      <main className="main" id="main">
        <EmptyState icon="shops" title="You have no shop yet" action={<SignOut />}>
          Once the marketplace opens a shop for you, its books appear here.
        </EmptyState>
      </main>
    );
  }
  const figures = may(shop.role, 'see-money') ? await readShellFigures(sellerDatabase().pool, shop.id) : null;
  const { person, role, seller } = actor;
  const unreadCount = seller === null ? null : await countUnread(sellerDatabase().pool, { person, role, seller });
  return (
    <Frame
      shop={{ id: shop.id, externalId: shop.externalId, name: shop.name, marketplaceName: shop.marketplaceName }}
      shops={actor.shops}
      seller={actor.seller?.name ?? null}
      person={actor.person.name}
      role={actor.role}
      currency={shop.currency}
      figures={figures}
      zoneNote={zoneNote(shop.zone)}
      unreadCount={unreadCount}
    >
      {children}
    </Frame>
  );
}
