import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface ReceivedEvent {
  readonly id: string;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

/** What the receiver does with a request; it has the whole body by then. */
export type Behaviour = (response: ServerResponse) => void;

export const answers =
  (status: number, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (response) =>
    response.writeHead(status, headers).end('so it is');

/** Never answers. */
export const keepsSilent: Behaviour = () => undefined;

/** A server of a seller's: takes what comes, and answers as it is told. */
export interface WebhookReceiver {
  readonly url: string;
  /** Everything that came, repeats too. */
  readonly received: readonly ReceivedEvent[];
  /** What it does from now on: the next ones in this order, then the last one always. */
  readonly behaves: (...how: readonly [Behaviour, ...Behaviour[]]) => void;
  readonly stop: () => Promise<void>;
}

/** Checks a signature as docs/webhooks.md tells receivers to. */
export function isSigned({ body, headers }: ReceivedEvent, secret: string, nowSeconds: number): boolean {
  const parts = String(headers['evenkeel-signature']).split(',');
  const time = parts.find((part) => part.startsWith('t='))?.slice(2) ?? '';
  if (Math.abs(nowSeconds - Number(time)) > 300) return false;
  const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  return parts.some((part) => {
    const given = Buffer.from(part.startsWith('v1=') ? part.slice(3) : '', 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** Starts a receiver on this machine, on a port of its own; it answers 200. */
export async function startReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedEvent[] = [];
  let plan: Behaviour[] = [answers(200)];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({ id: String(request.headers['evenkeel-event']), body, headers: request.headers });
      const behaviour = plan.length > 1 ? plan.shift() : plan[0];
      behaviour?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/evenkeel`,
    received,
    behaves: (...how) => {
      plan = [...how];
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
