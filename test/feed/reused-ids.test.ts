import { describe, expect, test } from 'vitest';
import type { PlayedOrder } from './played-order.js';
import { NOTHING_LEFT, socketStage } from './socket-stage.js';
import type { Wire } from './wire.js';

const SUBSCRIPTION = 'subscription ($id: ID!) { orderUpdated(id: $id) { id } }';
const TIMELINE = 'subscription ($id: ID!) { orderEvents(id: $id) { id: orderId } }';
const QUERY = 'query ($id: ID!) { order(id: $id) { id } }';

const stage = socketStage();

/** Publishes a newer revision, with which the order is not closed. */
async function change(order: PlayedOrder): Promise<void> {
  order.snapshot = { ...order.snapshot, revision: order.snapshot.revision + 1 };
  await stage.database.publish(order.publication());
}

/** Sends everything from this callback in one write, so that the server reads it at once. */
function together(wire: Wire, send: () => void): void {
  wire.stream.cork();
  send();
  wire.stream.uncork();
}

/** The order in the next message of this id. */
async function orderOf(wire: Wire): Promise<unknown> {
  const message = await wire.next();
  expect(message).toMatchObject({ id: '1', type: 'next', payload: { data: {} } });
  const { data } = message.payload as { data: Record<string, { readonly id: string }> };
  return Object.values(data)[0]?.id;
}

/** Everything that was sent before was dealt with when this is answered. */
async function answered(wire: Wire): Promise<void> {
  wire.subscribe('last', QUERY, { id: 'none' });
  let message = await wire.next();
  while (message.id !== 'last') message = await wire.next();
  await wire.next();
}

describe.each([
  ['a subscription', SUBSCRIPTION],
  ['a timeline', TIMELINE],
])('an id that %s gave up and another takes at once', (_name, document) => {
  test('is the other’s, to the end', async () => {
    const [first, second] = [await stage.published(), await stage.published()];
    const wire = await stage.connected();
    wire.subscribe('1', document, { id: first.snapshot.id });
    expect(await orderOf(wire)).toBe(first.snapshot.id);
    await answered(wire);
    const before = wire.messages.length;
    together(wire, () => {
      wire.send({ id: '1', type: 'complete' });
      wire.subscribe('1', SUBSCRIPTION, { id: second.snapshot.id });
    });
    await answered(wire);
    await change(second);
    expect(await orderOf(wire)).toBe(second.snapshot.id);
    expect(wire.messages.slice(before).filter(({ id, type }) => id === '1' && type !== 'next')).toEqual([]);
    expect(stage.database.feed.counts().streams).toBe(1);
    // It is known by its id: it can be given up, and its id cannot be taken twice.
    wire.send({ id: '1', type: 'complete' });
    await expect.poll(() => stage.database.feed.counts()).toEqual(NOTHING_LEFT);
    wire.subscribe('1', SUBSCRIPTION, { id: first.snapshot.id });
    wire.subscribe('1', SUBSCRIPTION, { id: first.snapshot.id });
    expect(await wire.closed).toMatchObject({ code: 4409 });
  });
});

describe('an id that is given up before anything came, and taken again', () => {
  test.each([
    ['a subscription', SUBSCRIPTION],
    ['a timeline', TIMELINE],
    ['a query', QUERY],
    ['a document that is not valid', '{ nothing }'],
  ])('%s says nothing to the subscription that follows', async (_name, document) => {
    const [first, second] = [await stage.published(), await stage.published()];
    const wire = await stage.connected();
    together(wire, () => {
      wire.subscribe('1', document, { id: first.snapshot.id });
      wire.send({ id: '1', type: 'complete' });
      wire.subscribe('1', SUBSCRIPTION, { id: second.snapshot.id });
    });
    expect(await orderOf(wire)).toBe(second.snapshot.id);
    await change(first);
    await change(second);
    expect(await orderOf(wire)).toBe(second.snapshot.id);
    await answered(wire);
    expect(wire.messages.filter(({ id }) => id === '1').map(({ type }) => type)).toEqual(['next', 'next']);
    wire.send({ id: '1', type: 'complete' });
  });

  test('a query under way does not answer the one that follows', async () => {
    const [first, second] = [await stage.published(), await stage.published()];
    const wire = await stage.connected();
    wire.subscribe('1', QUERY, { id: first.snapshot.id });
    wire.send({ id: '1', type: 'complete' });
    wire.subscribe('1', QUERY, { id: second.snapshot.id });
    expect(await orderOf(wire)).toBe(second.snapshot.id);
    expect(await wire.next()).toEqual({ id: '1', type: 'complete' });
  });
});
