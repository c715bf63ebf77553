import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An event as the provider sent it, byte for byte. */
export interface Delivery {
  readonly id: string;
  readonly type: string;
  readonly payload: string;
  readonly signature: string;
}

/** The address to which the provider sends its events. */
export interface Inbox {
  readonly url: string;
  /** In the order in which they came. */
  readonly deliveries: readonly Delivery[];
  /** Says what becomes of each delivery; until then it is only kept. It returns the HTTP status. */
  readonly passTo: (door: (delivery: Delivery) => Promise<number>) => void;
  readonly stop: () => Promise<void>;
}

function read(payload: string, signature: string): Delivery {
  const { id, type } = JSON.parse(payload) as { readonly id: string; readonly type: string };
  return { id, type, payload, signature };
}

/** Opens one on a free port. */
export async function openInbox(): Promise<Inbox> {
  const deliveries: Delivery[] = [];
  let door = (_delivery: Delivery): Promise<number> => Promise.resolve(200);
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const delivery = read(Buffer.concat(pieces).toString('utf8'), String(request.headers['stripe-signature']));
      deliveries.push(delivery);
      door(delivery).then(
        (status) => response.writeHead(status).end(),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/stripe/webhook`,
    deliveries,
    passTo: (next) => {
      door = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
