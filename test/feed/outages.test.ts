import { expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { newOrderId } from '../client/orders.js';
import type { OrderEventsSubscription, OrderUpdatedSubscription } from '../generated/graphql.js';
import {
  OrderCreateDocument,
  OrderEventsDocument,
  OrderUpdatedDocument,
  ShipmentDeliverDocument,
  ShipmentDispatchDocument,
} from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { withDatabase } from '../stack/with-database.js';
import type { Recorded } from './recorded-watcher.js';
import { RecordingClient } from './recorded-watcher.js';

const ORDERS_A_ROUND = 6;
const WATCHERS = 3;

/** What is broken, one after the other, while orders are on their way. */
const outages: Readonly<Record<string, (stack: Stack, placeAndWatch: () => Promise<void>) => Promise<void>>> =
  {
    api: async ({ api }) => {
      await api.kill();
      await api.restart();
    },
    listener: ({ addresses }) => breakListeners(addresses.databaseUrl),
    worker: async ({ workers }) => {
      await workers[0]?.kill();
      await workers[0]?.restart();
    },
    postgres: async ({ postgres }) => {
      await postgres?.kill();
      await postgres?.start();
    },
    frozenPostgres: async ({ postgres, addresses }, placeAndWatch) => {
      postgres?.freeze();
      await expect.poll(async () => (await fetch(`${addresses.apiUrl}/readyz`)).status).toBe(503);
      // It has no row that can be read, so its workflow provides the first state.
      await placeAndWatch();
      postgres?.thaw();
    },
    temporal: async ({ temporal }) => {
      await temporal?.kill();
      await temporal?.start();
    },
  };

type Order = OrderUpdatedSubscription['orderUpdated'];

test('whatever is killed, every watcher sees the true states to the end', async () => {
  await using stack = await startStack({ ownPostgres: true, ownTemporal: true });
  await using http = new ApiClient(stack.addresses);
  const sockets = Array.from({ length: WATCHERS }, () => new RecordingClient(stack.addresses.webSocketUrl));
  const records: Promise<void>[] = [];

  const placeAndWatch = async () => {
    const id = newOrderId();
    const input = { id, customerId: 'ada', items: [{ sku: 'NIKE-COURT-VISION', quantity: 1 }] };
    await untilAnswered(() => http.send(OrderCreateDocument, { input }));
    const asked = new Set<string>();
    for (const [index, socket] of sockets.entries()) {
      const states = socket.watch(OrderUpdatedDocument, { id }, ({ orderUpdated }) => {
        // One of them is the courier.
        if (index === 0) void drive(http, orderUpdated, asked);
      });
      const variables: { id: string; after?: string } = { id };
      const events = socket.watch(OrderEventsDocument, variables, ({ orderEvents }) => {
        variables.after = orderEvents.cursor;
      });
      records.push(
        Promise.all([states.ended, events.ended]).then(([told, timeline]) =>
          checkAgainstTable(stack.addresses.databaseUrl, id, told, timeline),
        ),
      );
    }
  };

  for (const breakIt of Object.values(outages)) {
    await Promise.all(Array.from({ length: ORDERS_A_ROUND }, placeAndWatch));
    await breakIt(stack, placeAndWatch);
  }
  await Promise.all(Array.from({ length: ORDERS_A_ROUND }, placeAndWatch));
  await Promise.all(records);
  const orders = (Object.keys(outages).length + 1) * ORDERS_A_ROUND + 1;
  expect(records.length).toBe(orders * WATCHERS);
  // Those that were cut off came back.
  for (const socket of sockets) {
    expect(socket.connections).toBeGreaterThan(1);
    await socket[Symbol.asyncDispose]();
  }
});

/** Dispatches and delivers what is ready for it; each once, however often it has to be asked. */
async function drive(http: ApiClient, order: Order, asked: Set<string>): Promise<void> {
  for (const { shipment } of order.fulfillments) {
    const [action] = shipment?.availableActions ?? [];
    if (!shipment || (action !== 'DISPATCH' && action !== 'DELIVER')) continue;
    const requestId = `${action}-${shipment.id}`;
    if (asked.has(requestId)) continue;
    asked.add(requestId);
    const input = { id: shipment.id, requestId };
    const document = action === 'DISPATCH' ? ShipmentDispatchDocument : ShipmentDeliverDocument;
    await untilAnswered(async () => {
      const data = await http.send(document as typeof ShipmentDispatchDocument, { input });
      const payload = Object.values(data)[0] as (typeof data)['shipmentDispatch'];
      if (payload?.pending !== false) throw new Error('Not judged yet');
    });
  }
}

/** Asks again until there is an answer: every request acts once. */
async function untilAnswered(ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await ask();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function breakListeners(databaseUrl: string): Promise<void> {
  await withDatabase(databaseUrl, (database) =>
    database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'order-api feed'`,
    ),
  );
}

async function checkAgainstTable(
  databaseUrl: string,
  id: string,
  states: readonly Recorded<OrderUpdatedSubscription>[],
  events: readonly Recorded<OrderEventsSubscription>[],
): Promise<void> {
  const { orders, timeline } = await withDatabase(databaseUrl, async (database) => ({
    orders: (await database.query('select * from orders where id = $1', [id])).rows,
    timeline: (
      await database.query(
        'select sequence, type, message from order_events where order_id = $1 order by sequence',
        [id],
      )
    ).rows,
  }));

  const last = states.at(-1)?.data.orderUpdated;
  expect(last).toMatchObject({ status: orders[0].status, revision: orders[0].revision });
  expect(last?.closedAt).toBe(orders[0].closed_at.toISOString());
  for (const [index, { connection, data }] of states.entries()) {
    const before = states[index - 1];
    if (!before) continue;
    const { revision } = data.orderUpdated;
    const known = before.data.orderUpdated.revision;
    // A new connection begins with the state as it is, which may be the one that was known.
    if (connection === before.connection) expect(revision).toBeGreaterThan(known);
    else expect(revision).toBeGreaterThanOrEqual(known);
  }
  expect(
    events.map(({ data: { orderEvents } }) => ({
      sequence: orderEvents.sequence,
      type: orderEvents.type,
      message: orderEvents.message,
    })),
  ).toEqual(timeline);
}
