import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { batchIdSchema } from '@/contracts/bill-batch';
import { may } from '@/contracts/permissions';
import { firstOfEach, type GivenParams } from '@/contracts/search-params';
import { Batch } from '@/features/bills/batch/batch';
import { NoTill } from '@/features/bills/cashier/no-till';
import { requireActor } from '@/server/auth/actor';
import { machineTime } from '@/server/clock';
import { sellerDatabase } from '@/server/db/seller';
import { siteCardGateway } from '@/server/gateways/site-gateway';
import { readBatch } from '@/server/queries/bill-batch';
import { listSavedCards } from '@/server/queries/cards';

export const metadata: Metadata = { title: 'Payment for several shops' };

const searchSchema = z.object({
  problem: z.enum(['amount-changed', 'no-card', 'no-answer']).nullable().catch(null),
  card: z.string().max(90).nullable().catch(null),
});

interface Props {
  readonly params: Promise<{ readonly batch: string }>;
  readonly searchParams: Promise<GivenParams>;
}

export default async function BatchPage({ params, searchParams }: Props) {
  const { role, seller } = await requireActor();
  if (!may(role, 'see-money')) return <NoTill />;
  const id = batchIdSchema.safeParse((await params).batch);
  const database = sellerDatabase();
  const batch = id.success && seller !== null ? await readBatch(database.pool, seller.id, id.data) : null;
  if (batch === null || seller === null) notFound();
  const { problem = null, card = null } = firstOfEach(await searchParams);
  const mayPay = may(role, 'pay-bills');
  const cards = mayPay
    ? await listSavedCards(database, siteCardGateway(), { sellerId: seller.id, now: machineTime() })
    : { isAvailable: true, cards: [] };
  return (
    <>
      {batch.isMoving ? (
        <noscript>
          <meta httpEquiv="refresh" content="5" />
        </noscript>
      ) : null}
      <Batch batch={batch} cards={cards} mayPay={mayPay} {...searchSchema.parse({ problem, card })} />
    </>
  );
}
