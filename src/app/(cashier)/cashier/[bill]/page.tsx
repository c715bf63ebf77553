import { randomUUID } from 'node:crypto';
import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { readMinor } from '@/domain/money/money';
import { NoTill } from '@/features/bills/cashier/no-till';
import { Till } from '@/features/bills/cashier/till';
import { requireActor } from '@/server/auth/actor';
import { isFresh, needsProof } from '@/server/auth/step-up';
import { machineTime } from '@/server/clock';
import { sellerDatabase } from '@/server/db/seller';
import { env } from '@/server/env';
import { siteCardGateway } from '@/server/gateways/site-gateway';
import { listSavedCards } from '@/server/queries/cards';
import { readPolicyOfToday } from '@/server/queries/policies';
import { openTill } from './open-till';

export const metadata: Metadata = { title: 'Cashier' };

const searchSchema = z.object({
  problem: z.enum(['amount-changed', 'no-card', 'no-answer']).nullable().catch(null),
  card: z.string().max(90).nullable().catch(null),
});

interface Props {
  readonly params: Promise<{ readonly bill: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CashierPage({ params, searchParams }: Props) {
  const till = await openTill(params);
  if (till === null) return <NoTill />;
  const { bill, shop } = till;
  if (bill.status !== 'unpaid' && bill.status !== 'failed') redirect(`/cashier/${bill.id}/result` as Route);
  const asked = await searchParams;
  const { problem, card } = searchSchema.parse({ problem: asked.problem ?? null, card: asked.card ?? null });
  const actor = await requireActor();
  const { seller } = actor;
  const cards =
    seller === null
      ? { isAvailable: true, cards: [] }
      : await listSavedCards(sellerDatabase(), siteCardGateway(), { sellerId: seller.id, now: machineTime() });
  const policy = (await readPolicyOfToday(sellerDatabase().pool, shop)).bill;
  return (
    <Till
      {...till}
      cards={cards}
      problem={problem}
      card={card}
      formKey={randomUUID()}
      clearingMinutes={env().clearingMinutes ?? policy.clearingMinutes}
      transferDays={policy.transferExpiryDays}
      asksProof={
        !isFresh(actor) &&
        (await needsProof(sellerDatabase().pool, { shopIds: [shop.id], now: shop.now }, readMinor(bill.amount)))
      }
    />
  );
}
