import { expect, test } from 'vitest';
import type { PlayedOrder } from './played-order.js';
import { socketStage } from './socket-stage.js';
import type { Wire } from './wire.js';

const ORDER = 'subscription ($id: ID!) { orderUpdated(id: $id) { id revision } }';

let order: PlayedOrder;
const stage = socketStage(async () => {
  order = await stage.published();
});

/** Sends everything from this callback in one write, so that the server reads it at once. */
function together(wire: Wire, send: () => void): void {
  wire.stream.cork();
  send();
  wire.stream.uncork();
}

function refusals(wire: Wire): number {
  return wire.messages.filter(({ type, payload }) => {
    return type === 'error' && JSON.stringify(payload).includes('TOO_MANY_REQUESTS');
  }).length;
}

test('an id that is given up and taken again at once leaves nothing behind', async () => {
  const wire = await stage.connected();
  together(wire, () => {
    wire.subscribe('1', ORDER, { id: order.snapshot.id });
    wire.send({ id: '1', type: 'complete' });
    wire.subscribe('1', ORDER, { id: order.snapshot.id });
  });
  await wire.next();
});

test('a socket takes 20 queries at a time, and is free again when they are answered', async () => {
  const wire = await stage.connected();
  const ask = (round: string, count: number) =>
    together(wire, () => {
      for (let n = 0; n < count; n += 1) wire.subscribe(`${round}${n}`, '{ viewer { role } }');
    });
  ask('a', 30);
  await expect.poll(() => refusals(wire)).toBe(10);
  await expect.poll(() => wire.messages.filter(({ type }) => type === 'complete').length).toBe(20);
  ask('b', 20);
  await expect.poll(() => wire.messages.filter(({ type }) => type === 'complete').length).toBe(40);
  expect(refusals(wire)).toBe(10);
});

test('a socket takes 1,000 subscriptions', async () => {
  const wire = await stage.connected();
  together(wire, () => {
    for (let n = 0; n < 1_010; n += 1) wire.subscribe(`${n}`, ORDER, { id: order.snapshot.id });
  });
  await expect.poll(() => refusals(wire)).toBe(10);
  expect(stage.database.feed.counts().streams).toBe(1_000);
});

test('a message that only a server sends closes the socket with 4400', async () => {
  const wire = await stage.connected();
  wire.send({ type: 'connection_ack' });
  expect(await wire.closed).toMatchObject({ code: 4400 });
});
