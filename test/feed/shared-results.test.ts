import { describe, expect, test } from 'vitest';
import { socketStage } from './socket-stage.js';
import type { Wire } from './wire.js';

const stage = socketStage();

/** The data of the next messages, by id. */
async function nextData(wire: Wire, messages: number): Promise<Readonly<Record<string, unknown>>> {
  const data: Record<string, unknown> = {};
  for (let n = 0; n < messages; n++) {
    const { id = '', payload } = await wire.next();
    data[id] = (payload as { data: unknown }).data;
  }
  return data;
}

describe('watchers of the same change with the same document each get what they asked for', () => {
  test('with other variables', async () => {
    const query =
      'subscription ($id: ID!, $all: Boolean!) { orderUpdated(id: $id) { revision status @include(if: $all) } }';
    const order = await stage.published();
    const { id } = order.snapshot;
    const wire = await stage.connected();
    wire.subscribe('few', query, { id, all: false });
    wire.subscribe('all', query, { id, all: true });
    await nextData(wire, 2);
    order.advance();
    await stage.database.publish(order.publication());
    const { revision, status } = order.snapshot;
    expect(await nextData(wire, 2)).toEqual({
      few: { orderUpdated: { revision } },
      all: { orderUpdated: { revision, status } },
    });
  });

  test('with another operation', async () => {
    const query =
      'subscription Few($id: ID!) { orderUpdated(id: $id) { revision } }' +
      'subscription All($id: ID!) { orderUpdated(id: $id) { revision status } }';
    const order = await stage.published();
    const variables = { id: order.snapshot.id };
    const wire = await stage.connected();
    for (const operationName of ['Few', 'All']) {
      wire.send({ id: operationName, type: 'subscribe', payload: { query, operationName, variables } });
    }
    await nextData(wire, 2);
    order.advance();
    await stage.database.publish(order.publication());
    const { revision, status } = order.snapshot;
    expect(await nextData(wire, 2)).toEqual({
      Few: { orderUpdated: { revision } },
      All: { orderUpdated: { revision, status } },
    });
  });

  test('as another customer', async () => {
    const query = 'subscription { ordersChanged { kind order { id availableActions } } }';
    const customers = ['ada', 'bob'];
    const wires = await Promise.all(customers.map((sub) => stage.connected({ role: 'customer', sub })));
    for (const wire of wires) {
      wire.subscribe('1', query);
      expect(await nextData(wire, 1)).toEqual({ 1: { ordersChanged: { kind: 'RESYNC', order: null } } });
    }
    const orders = await Promise.all(customers.map((customer) => stage.published(customer)));
    for (const [index, wire] of wires.entries()) {
      const order = { id: orders[index]?.snapshot.id, availableActions: ['CANCEL'] };
      expect(await nextData(wire, 1)).toEqual({ 1: { ordersChanged: { kind: 'CHANGED', order } } });
      await wire.close();
    }
  });
});
