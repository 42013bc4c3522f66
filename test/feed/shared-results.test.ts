import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TokenClaims } from '../stack/tokens.js';
import type { FeedDatabase } from './feed-database.js';
import { startFeedDatabase } from './feed-database.js';
import { PlayedOrder } from './played-order.js';
import { Random } from './random.js';
import type { SocketServer } from './socket-server.js';
import { bearer, startSocketServer } from './socket-server.js';
import { Wire } from './wire.js';

let database: FeedDatabase;
let server: SocketServer;

beforeAll(async () => {
  database = await startFeedDatabase();
  server = await startSocketServer(database);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

async function connected(claims?: TokenClaims): Promise<Wire> {
  return new Wire(server.url).init(await bearer(claims));
}

async function published(customerId = 'ada'): Promise<PlayedOrder> {
  const order = new PlayedOrder(new Random(), undefined, customerId);
  await database.publish(order.publication());
  return order;
}

/** The data of the next messages, by id. */
async function nextData(wire: Wire, messages: number): Promise<Readonly<Record<string, unknown>>> {
  const data: Record<string, unknown> = {};
  for (let n = 0; n < messages; n++) {
    const { id = '', payload } = await wire.next();
    data[id] = (payload as { data: unknown }).data;
  }
  return data;
}

describe('of one change, seen at once with one document, everybody gets what was asked for', () => {
  test('with other variables', async () => {
    const query =
      'subscription ($id: ID!, $all: Boolean!) { orderUpdated(id: $id) { revision status @include(if: $all) } }';
    const order = await published();
    const { id } = order.snapshot;
    const wire = await connected();
    wire.subscribe('few', query, { id, all: false });
    wire.subscribe('all', query, { id, all: true });
    await nextData(wire, 2);
    order.advance();
    await database.publish(order.publication());
    const { revision, status } = order.snapshot;
    expect(await nextData(wire, 2)).toEqual({
      few: { orderUpdated: { revision } },
      all: { orderUpdated: { revision, status } },
    });
    await wire.close();
  });

  test('with another operation', async () => {
    const query =
      'subscription Few($id: ID!) { orderUpdated(id: $id) { revision } }' +
      'subscription All($id: ID!) { orderUpdated(id: $id) { revision status } }';
    const order = await published();
    const variables = { id: order.snapshot.id };
    const wire = await connected();
    for (const operationName of ['Few', 'All']) {
      wire.send({ id: operationName, type: 'subscribe', payload: { query, operationName, variables } });
    }
    await nextData(wire, 2);
    order.advance();
    await database.publish(order.publication());
    const { revision, status } = order.snapshot;
    expect(await nextData(wire, 2)).toEqual({
      Few: { orderUpdated: { revision } },
      All: { orderUpdated: { revision, status } },
    });
    await wire.close();
  });

  test('as another customer', async () => {
    const query = 'subscription { ordersChanged { kind order { id availableActions } } }';
    const customers = ['ada', 'bob'];
    const wires = await Promise.all(customers.map((sub) => connected({ role: 'customer', sub })));
    for (const wire of wires) {
      wire.subscribe('1', query);
      expect(await nextData(wire, 1)).toEqual({ 1: { ordersChanged: { kind: 'RESYNC', order: null } } });
    }
    const orders = await Promise.all(customers.map(published));
    for (const [index, wire] of wires.entries()) {
      const order = { id: orders[index]?.snapshot.id, availableActions: ['CANCEL'] };
      expect(await nextData(wire, 1)).toEqual({ 1: { ordersChanged: { kind: 'CHANGED', order } } });
      await wire.close();
    }
  });
});
