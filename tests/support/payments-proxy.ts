import { request as ask, createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider answered. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request on its way from us to the provider. */
export interface Passage {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Lets it through to the provider, whose answer stays here. */
  readonly forward: () => Promise<Answer>;
  /** Brings an answer to whoever asked. */
  readonly bring: (answer: Answer) => void;
  /** Cuts the line to whoever asked: no answer ever comes. */
  readonly cut: () => void;
}

/** A line between us and the provider, on which a test stands. */
export interface Line {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Brings every request there and every answer back. */
export async function passOn(passage: Passage): Promise<void> {
  passage.bring(await passage.forward());
}

/** Whether a request makes a charge. */
export function isCharge({ method, path }: Pick<Passage, 'method' | 'path'>): boolean {
  return method === 'POST' && path === '/v1/payment_intents';
}

function forward(target: string, sent: Pick<Passage, 'method' | 'path' | 'headers' | 'body'>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method, headers, body } = sent;
    const request = ask(
      `${target}${sent.path}`,
      { method, headers: { ...headers, host: new URL(target).host, connection: 'close' } },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function bring(response: ServerResponse, { status, headers, body }: Answer): void {
  const { connection: _connection, 'transfer-encoding': _encoding, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

/** Lays a line to the provider. Whatever goes wrong for `onRequest` cuts it. */
export async function layLine(target: string, onRequest: (passage: Passage) => Promise<void>): Promise<Line> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method = 'GET', url: path = '/', headers } = request;
      const sent = { method, path, headers, body: Buffer.concat(pieces).toString('utf8') };
      const cut = (): void => void response.socket?.destroy();
      onRequest({
        ...sent,
        forward: () => forward(target, sent),
        bring: (answer) => bring(response, answer),
        cut,
      }).catch(cut);
    });
  });
  return {
    origin: await listen(server),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A line on which charges arrive at the provider and no answer comes back. */
export function layLossyLine(target: string): Promise<Line> {
  return layLine(target, async (passage) => {
    if (!isCharge(passage)) return passOn(passage);
    await passage.forward();
    passage.cut();
  });
}
