import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CardGateway } from '@/server/gateways/card-gateway';
import { createStripeGateway } from '@/server/gateways/stripe';

/** What our side sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: URLSearchParams;
}

/** What the provider does with one request: an answer, or something worse. */
export type Reply =
  | { readonly status: number; readonly body: unknown; readonly isReplay?: boolean }
  | 'silence'
  | 'hang-up'
  | 'half-an-answer'
  | 'garbage';

/** A provider that answers as it is told, for what the simulator never says. */
export interface ScriptedProvider {
  readonly url: string;
  readonly gateway: CardGateway;
  readonly sent: readonly Sent[];
  readonly stop: () => Promise<void>;
}

function reply(response: ServerResponse, answer: Reply): void {
  if (answer === 'silence') return;
  if (answer === 'hang-up') {
    response.socket?.destroy();
  } else if (answer === 'half-an-answer') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('{"id":"pi_1","object":"payment_intent","status":"succe', () => response.socket?.destroy());
  } else if (answer === 'garbage') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  } else {
    const headers = {
      'content-type': 'application/json',
      ...(answer.isReplay === true ? { 'idempotent-replayed': 'true' } : {}),
    };
    response.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
  }
}

/** Starts one. Of a list the first reply is for the first request, the last for all that follow. */
export async function startScriptedProvider(
  replies: readonly Reply[] | ((request: Sent) => Reply),
): Promise<ScriptedProvider> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const asked = { method, path: url, headers, body: new URLSearchParams(body) };
      sent.push(asked);
      const answer =
        typeof replies === 'function' ? replies(asked) : replies[Math.min(sent.length, replies.length) - 1];
      reply(response, answer ?? 'silence');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    gateway: createStripeGateway({
      secretKey: 'sk_test_scripted',
      apiBase: url,
      webhookSecrets: ['whsec_scripted'],
      timeoutMillis: 300,
    }),
    sent,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
