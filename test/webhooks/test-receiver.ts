import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';

/** A delivery as it arrived. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly type: string;
  readonly data: {
    readonly orderId: string;
    readonly sequence: number;
    readonly amount: { readonly amount: number; readonly currency: string } | null;
    readonly [name: string]: unknown;
  };
}

/** The status of the answer; null: none, and the connection stays open. */
export type Answer = (delivery: Delivery) => number | null | Promise<number | null>;

/** A receiver of webhooks on this machine, which remembers what it got. */
export interface TestReceiver extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Everything that arrived, accepted or not. */
  readonly deliveries: readonly Delivery[];
  /** What it accepted of one order. */
  acceptedOf(orderId: string): readonly Delivery[];
  /** Waits until it has accepted the end of an order. */
  untilCompleted(orderId: string): Promise<readonly Delivery[]>;
  answer: Answer;
  /** Stops listening, like a receiver that is down. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export async function startReceiver(answer: Answer = () => 204): Promise<TestReceiver> {
  const deliveries: Delivery[] = [];
  const accepted: Delivery[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const delivery = { headers: request.headers as Record<string, string>, body, ...JSON.parse(body) };
    deliveries.push(delivery);
    const status = await receiver.answer(delivery);
    if (status === null) return;
    if (status < 300) accepted.push(delivery);
    response.writeHead(status, { location: '/elsewhere' }).end();
  });
  let port = 0;
  const receiver: TestReceiver = {
    get url() {
      return `http://127.0.0.1:${port}/hooks`;
    },
    get port() {
      return port;
    },
    deliveries,
    acceptedOf: (orderId) => accepted.filter(({ data }) => data.orderId === orderId),
    async untilCompleted(orderId) {
      const types = () => receiver.acceptedOf(orderId).map(({ type }) => type);
      await expect.poll(types).toContain('order.completed');
      return receiver.acceptedOf(orderId);
    },
    answer,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    async start() {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
  await receiver.start();
  return receiver;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
