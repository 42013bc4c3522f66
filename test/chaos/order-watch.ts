import { setTimeout as sleep } from 'node:timers/promises';
import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { QuietWebSocket } from '../client/quiet-web-socket.js';
import type { OrderEventsSubscription, OrderUpdatedSubscription } from '../generated/graphql.js';
import { OrderEventsDocument, OrderUpdatedDocument } from '../generated/graphql.js';

type Watched = OrderUpdatedSubscription['orderUpdated'];

/** Watches one order and its timeline over a WebSocket to its end, subscribing again whenever it breaks. */
export class OrderWatch {
  /** The revisions that each subscription brought. */
  readonly revisions: number[][] = [];
  /** The sequences of the timeline as they came, over all subscriptions. */
  readonly sequences: number[] = [];
  latest: Watched | null = null;
  readonly #id: string;
  readonly #sockets: Client;
  readonly #wakers = new Set<() => void>();

  constructor(id: string, webSocketUrl: string) {
    this.#id = id;
    this.#sockets = createClient({ url: webSocketUrl, webSocketImpl: QuietWebSocket, retryAttempts: 0 });
  }

  /** Returns when the order is closed and its timeline has ended. */
  async run(): Promise<void> {
    await Promise.all([this.#follow(), this.#readTimeline()]);
    await this.#sockets.dispose();
  }

  /** The first state, from the latest on, that meets the condition, or that is closed. */
  async until(isMet: (order: Watched) => boolean): Promise<Watched> {
    for (;;) {
      if (this.latest && (this.latest.closedAt !== null || isMet(this.latest))) return this.latest;
      await new Promise<void>((resolve) => {
        this.#wakers.add(resolve);
      });
    }
  }

  async #follow(): Promise<void> {
    while (this.latest?.closedAt == null) {
      const revisions: number[] = [];
      this.revisions.push(revisions);
      await this.#subscribe<OrderUpdatedSubscription>(OrderUpdatedDocument, {}, ({ orderUpdated }) => {
        revisions.push(orderUpdated.revision);
        if (orderUpdated.revision >= (this.latest?.revision ?? 0)) this.latest = orderUpdated;
        for (const wake of this.#wakers) wake();
        this.#wakers.clear();
      });
    }
  }

  async #readTimeline(): Promise<void> {
    let after: string | null = null;
    for (let isOver = false; !isOver; ) {
      isOver = await this.#subscribe<OrderEventsSubscription>(
        OrderEventsDocument,
        { after },
        ({ orderEvents }) => {
          after = orderEvents.cursor;
          this.sequences.push(orderEvents.sequence);
        },
      );
    }
  }

  /** Whether the subscription came to its own end. */
  async #subscribe<Data>(
    document: Parameters<typeof print>[0],
    variables: Record<string, unknown>,
    take: (data: Data) => void,
  ): Promise<boolean> {
    try {
      const request = { query: print(document), variables: { id: this.#id, ...variables } };
      for await (const { data, errors } of this.#sockets.iterate<Data>(request)) {
        if (errors || !data) throw new Error('Not found yet, or out of reach for now');
        take(data);
      }
      return true;
    } catch {
      // The connection broke, or the API cannot answer: subscribe again.
    }
    await sleep(100);
    return false;
  }
}
