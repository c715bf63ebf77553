'use server';

import type { Route } from 'next';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { type ActionState, doneAction, refusedAction } from '@/contracts/action';
import type { Actor } from '@/contracts/shell';
import { addEndpointSchema, endpointSchema, endpointStatusSchema, replaySchema } from '@/contracts/webhooks';
import type { Result } from '@/domain/shared/result';
import { action } from '@/server/auth/action';
import { addEndpoint as add, type EndpointRefusal } from '@/server/commands/webhooks/add-endpoint';
import {
  changeEndpointStatus as changeStatus,
  replayDelivery as replay,
  rotateSecret as rotate,
  sendTestEvent as sendTest,
} from '@/server/commands/webhooks/change-endpoint';
import { sellerDatabase } from '@/server/db/seller';
import { env } from '@/server/env';
import { WEBHOOKS_PATH } from './paths';

/** Does it for the actor's seller, and shows what came of it; what is refused is shown at its field. */
async function forSeller<Value>(
  { seller }: Actor,
  work: (sellerId: number) => Promise<Result<Value, EndpointRefusal>>,
): Promise<ActionState<Value>> {
  if (seller === null) return refusedAction('conflict', 'This shop belongs to no organisation yet.');
  const done = await work(seller.id);
  if (!done.ok) {
    const { field, reason } = done.refusal;
    return refusedAction('conflict', reason, field === 'url' ? { url: reason } : {});
  }
  refresh();
  return doneAction(done.value);
}

/** Whoever is told of money elsewhere could follow a shop from afar: each of these asks who it is, and is on record. */
const MANAGING = { permission: 'manage-webhooks', stepUp: true } as const;

/** Adds an endpoint; the answer has its secret, once. */
export const addEndpoint = action(
  {
    name: 'addEndpoint',
    ...MANAGING,
    schema: addEndpointSchema,
    audit: ({ input }) => ({ deed: 'webhook.added', subject: input.url.slice(0, 200) }),
  },
  ({ input, actor }) =>
    forSeller(actor, (sellerId) =>
      add(sellerDatabase(), {
        ...input,
        sellerId,
        createdBy: actor.person.key,
        allowsPrivate: env().mode === 'demo',
      }),
    ),
);

/** Makes a new secret; the answer has it, once. */
export const rotateSecret = action(
  {
    name: 'rotateSecret',
    ...MANAGING,
    schema: endpointSchema,
    audit: ({ input }) => ({ deed: 'webhook.changed', subject: input.endpoint, detail: { change: 'new secret' } }),
  },
  ({ input, actor }) =>
    forSeller(actor, (sellerId) => rotate(sellerDatabase().pool, { sellerId, endpoint: input.endpoint })),
);

/** Switches an endpoint on or off, or removes it. */
export const changeEndpointStatus = action(
  {
    name: 'changeEndpointStatus',
    ...MANAGING,
    schema: endpointStatusSchema,
    audit: ({ input }) => ({ deed: 'webhook.changed', subject: input.endpoint, detail: { change: input.status } }),
  },
  async ({ input, actor }) => {
    const done = await forSeller(actor, (sellerId) => changeStatus(sellerDatabase(), { ...input, sellerId }));
    if (done.status === 'done' && input.status === 'removed') redirect(WEBHOOKS_PATH as Route);
    return done;
  },
);

/** Sends an event that tells nothing. */
export const sendTestEvent = action(
  { name: 'sendTestEvent', permission: 'manage-webhooks', schema: endpointSchema },
  ({ input, actor }) => forSeller(actor, (sellerId) => sendTest(sellerDatabase(), { ...input, sellerId })),
);

/** Sends an event once more. */
export const replayDelivery = action(
  { name: 'replayDelivery', permission: 'manage-webhooks', schema: replaySchema },
  ({ input, actor }) => forSeller(actor, (sellerId) => replay(sellerDatabase(), { ...input, sellerId })),
);
