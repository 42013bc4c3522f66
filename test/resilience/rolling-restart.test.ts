import { randomUUID } from 'node:crypto';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { expect, test } from 'vitest';
import { OrderWatch } from '../chaos/order-watch.js';
import { ApiClient } from '../client/api-client.js';
import { isBooked, newOrderId, shipmentIds } from '../client/orders.js';
import {
  OrderCreateDocument,
  ShipmentDeliverDocument,
  ShipmentDispatchDocument,
} from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { withDatabase } from '../stack/with-database.js';

/** How many clients place and watch at a time. */
const CLIENTS = 4;

/** A client that sends each request a second time if it gets no answer, and never a third time. */
class Shopper {
  readonly #client: ApiClient;
  readonly #webSocketUrl: string;
  readonly watches = new Map<string, OrderWatch>();
  /** How many requests were sent a second time. */
  retried = 0;

  constructor({ addresses }: Stack) {
    this.#client = new ApiClient(addresses);
    this.#webSocketUrl = addresses.webSocketUrl;
  }

  /** Places orders, watches each to its end, and plays its courier, until there are enough. */
  async shop(hasEnough: () => boolean): Promise<void> {
    while (!hasEnough()) await this.#wholeOrder();
    await this.#client[Symbol.asyncDispose]();
  }

  async #wholeOrder(): Promise<void> {
    const id = newOrderId('rolling');
    const items = [{ sku: 'NIKE-COURT-VISION', quantity: 1 }];
    const { orderCreate } = await this.#send(OrderCreateDocument, {
      input: { id, customerId: 'ada', items },
    });
    expect(orderCreate?.userErrors).toEqual([]);
    const watch = new OrderWatch(id, this.#webSocketUrl);
    this.watches.set(id, watch);
    const watching = watch.run();
    const [shipment = ''] = shipmentIds(await watch.until(isBooked));
    await this.#judged(ShipmentDispatchDocument, shipment);
    await this.#judged(ShipmentDeliverDocument, shipment);
    await watching;
  }

  /** A pending request is stored but not decided; sending it again with its id returns the decision. */
  async #judged(
    document: typeof ShipmentDispatchDocument | typeof ShipmentDeliverDocument,
    id: string,
  ): Promise<void> {
    const input = { id, requestId: randomUUID() };
    for (let isPending = true; isPending; ) {
      const data = await this.#send(document as typeof ShipmentDispatchDocument, { input });
      const payload = Object.values(data)[0] as (typeof data)['shipmentDispatch'];
      expect(payload?.userErrors).toEqual([]);
      isPending = payload?.pending === true;
    }
  }

  async #send<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    const once = async () => {
      const { data, errors } = await this.#client.ask(document, variables);
      if (errors.length > 0 || data === null) throw new Error(`answered ${JSON.stringify(errors)}`);
      return data;
    };
    try {
      return await once();
    } catch {
      this.retried++;
      return await once();
    }
  }
}

test('while every process is restarted, one after the other, no request that is sent twice is lost and no watcher misses a change', async () => {
  await using stack = await startStack({ processesOfEach: 2 });
  const shoppers = Array.from({ length: CLIENTS }, () => new Shopper(stack));
  let isOver = false;
  const shopping = Promise.all(shoppers.map((shopper) => shopper.shop(() => isOver)));
  // A failure while processes restart ends the test at once.
  await Promise.race([shopping, restartAll(stack)]);
  isOver = true;
  await shopping;

  const watches = new Map(shoppers.flatMap(({ watches }) => [...watches]));
  const { rows } = await withDatabase(stack.addresses.databaseUrl, (database) =>
    database.query('select id, status, event_count from orders'),
  );
  expect(rows.map(({ id }) => id).sort()).toEqual([...watches.keys()].sort());
  for (const { id, status, event_count } of rows) {
    const { latest, revisions, sequences } = watches.get(id) as OrderWatch;
    expect(status).toBe('COMPLETED');
    expect(latest).toMatchObject({ status: 'COMPLETED' });
    expect(sequences).toEqual(Array.from({ length: event_count }, (_, index) => index + 1));
    const seen = revisions.flat();
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  }
  const retried = shoppers.reduce((sum, shopper) => sum + shopper.retried, 0);
  console.log(`${watches.size} orders completed meanwhile, ${retried} requests were sent twice`);
});

/** Like a rolling update: SIGTERM, and the next process only when the previous one is ready again. */
async function restartAll({ apis, balancer, workers }: Stack): Promise<void> {
  for (const api of apis) await balancer?.leaveOut(api.port, () => api.restart());
  for (const worker of workers) await worker.restart();
}
