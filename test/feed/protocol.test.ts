import Fastify from 'fastify';
import { createClient } from 'graphql-ws';
import { describe, expect, test, vi } from 'vitest';
import { QuietWebSocket } from '../client/quiet-web-socket.js';
import type { PlayedOrder } from './played-order.js';
import { bearer, startSocketServer } from './socket-server.js';
import { NOTHING_LEFT, socketStage } from './socket-stage.js';
import { Wire } from './wire.js';

const ORDER = 'subscription ($id: ID!) { orderUpdated(id: $id) { id revision status } }';

let order: PlayedOrder;
const stage = socketStage(async () => {
  order = await stage.published();
});

const HOUR = 3_600_000;

/** Moves the server's clock forward by two hours. */
function letTokensExpire(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * HOUR });
}

describe('the handshake', () => {
  test.each([
    ['another protocol', ['graphql-ws']],
    ['several others', ['graphql-ws', 'soap']],
    ['none at all', []],
  ])('%s is closed with 4406', async (_name, protocols) => {
    expect(await stage.open(protocols).closed).toMatchObject({ code: 4406 });
  });

  test('a silent client is closed with 4408', async () => {
    const wire = await stage.open().open();
    expect(await wire.closed).toMatchObject({ code: 4408 });
  });

  test('a token comes with connection_init in either spelling, or with the handshake', async () => {
    const authorization = await bearer();
    for (const payload of [{ authorization }, { Authorization: authorization }]) {
      const wire = await stage.open().open();
      wire.send({ type: 'connection_init', payload });
      expect(await wire.next()).toEqual({ type: 'connection_ack' });
      await wire.close();
    }
    const wire = await stage.open(undefined, { headers: { authorization } }).open();
    wire.send({ type: 'connection_init' });
    expect(await wire.next()).toEqual({ type: 'connection_ack' });
  });

  test.each([
    ['no token', 4401, async () => undefined],
    ['a forged token', 4401, async () => `${await bearer()}x`],
    ['an expired token', 4403, () => bearer({ role: 'manager', sub: 'mona', expiresInSeconds: -60 })],
  ])('%s is closed with %i', async (_name, code, authorization) => {
    const wire = await stage.open().open();
    wire.send({ type: 'connection_init', payload: { authorization: await authorization() } });
    expect(await wire.closed).toMatchObject({ code });
    expect(wire.messages).toEqual([]);
  });

  test('a token that expires while the socket is open closes it with 4403', async () => {
    const wire = await stage.connected();
    wire.subscribe('1', ORDER, { id: order.snapshot.id });
    await wire.next();
    letTokensExpire();
    expect(await wire.closed).toMatchObject({ code: 4403 });
  });
});

test('a fault over a socket is in the log with its stack, and the client may come again', async () => {
  const lines: string[] = [];
  const { log } = Fastify({ logger: { stream: { write: (line) => void lines.push(line) } } });
  const formatError = () => {
    throw new Error('a fault of the test');
  };
  await using faulty = await startSocketServer(stage.database, { formatError, log });
  const wire = await new Wire(faulty.url).init(await bearer());
  wire.subscribe('1', 'subscription { nothing }');
  expect(await wire.closed).toMatchObject({ code: 1013 });
  expect(JSON.parse(lines.join('')).err).toMatchObject({
    message: 'a fault of the test',
    stack: expect.stringContaining('protocol.test'),
  });
});

test('the graphql-ws client, which knows nothing of us, goes on with a new token', async () => {
  const watched = await stage.published();
  let tokens = 0;
  const client = createClient({
    url: stage.server.url,
    webSocketImpl: QuietWebSocket,
    connectionParams: async () => {
      tokens += 1;
      return { authorization: await bearer() };
    },
  });
  const revisions: number[] = [];
  const stream = client.iterate<{ orderUpdated: { revision: number } }>({
    query: ORDER,
    variables: { id: watched.snapshot.id },
  });
  for await (const { data } of stream) {
    revisions.push(data?.orderUpdated.revision ?? 0);
    // The next state is one that another connection brings.
    if (tokens < 2) {
      letTokensExpire();
      continue;
    }
    if (!watched.isClosed) {
      watched.advance();
      await stage.database.publish(watched.publication());
    }
  }
  expect(tokens).toBeGreaterThan(1);
  expect(revisions.at(-1)).toBe(watched.snapshot.revision);
  await client.dispose();
});

describe('what breaks the protocol', () => {
  test('a subscribe before the caller is known: 4401', async () => {
    const wire = await stage.open().open();
    wire.subscribe('1', '{ viewer { role } }');
    expect(await wire.closed).toMatchObject({ code: 4401 });
  });

  test('a second connection_init: 4429', async () => {
    const wire = await stage.connected();
    wire.send({ type: 'connection_init' });
    expect(await wire.closed).toMatchObject({ code: 4429 });
  });

  test('an id that is in use: 4409', async () => {
    const wire = await stage.connected();
    wire.subscribe('1', ORDER, { id: order.snapshot.id });
    await wire.next();
    wire.subscribe('1', ORDER, { id: order.snapshot.id });
    expect(await wire.closed).toMatchObject({ code: 4409 });
  });

  test.each(['no JSON', '{}', '{"type":"no such type"}', '{"type":"subscribe","id":"1"}'])(
    '%s: 4400',
    async (text) => {
      const wire = await stage.connected();
      wire.send(text);
      expect(await wire.closed).toMatchObject({ code: 4400 });
    },
  );

  test('a message over the limit: 1009', async () => {
    const wire = await stage.connected();
    wire.subscribe('1', `{ viewer { role } } # ${'x'.repeat(300_000)}`);
    expect(await wire.closed).toMatchObject({ code: 1009 });
  });
});

describe('operations', () => {
  test('ping gets a pong with its payload', async () => {
    const wire = await stage.connected();
    wire.send({ type: 'ping', payload: { n: 1 } });
    expect(await wire.next()).toEqual({ type: 'pong', payload: { n: 1 } });
    wire.send({ type: 'pong' });
  });

  test('a query gets one result', async () => {
    const wire = await stage.connected();
    wire.subscribe('a "quoted" ✓ id', '{ viewer { role } }');
    const id = 'a "quoted" ✓ id';
    expect(await wire.next()).toEqual({
      id,
      type: 'next',
      payload: { data: { viewer: { role: 'MANAGER' } }, extensions: { cost: 2 } },
    });
    expect(await wire.next()).toEqual({ id, type: 'complete' });
  });

  test('an internal error shows no details', async () => {
    const wire = await stage.connected({ role: 'operator', sub: 'olga' });
    wire.subscribe('1', '{ stats { at } }');
    const { payload } = await wire.next();
    expect(payload).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
      data: { stats: null },
    });
    expect(JSON.stringify(payload)).not.toContain('nobody’s business');
  });

  test.each([
    ['a document that does not parse', '{'],
    ['a document that is not valid', '{ nothing }'],
    ['a subscription without its variable', ORDER],
    ['too many tokens', `{ ${'locations '.repeat(2_000)} }`],
    ['two subscriptions in one', 'subscription { statsUpdated { at } ordersChanged { kind } }'],
    ['an order that is not there', 'subscription { orderUpdated(id: "nowhere") { id } }'],
    ['a role that may not', 'subscription { statsUpdated { at } }'],
    ['a search', 'subscription { ordersChanged(where: { search: "x" }) { kind } }'],
  ])('%s gets an error', async (_name, query) => {
    const wire = await stage.connected();
    wire.subscribe('1', query);
    expect(await wire.next()).toMatchObject({ id: '1', type: 'error', payload: [{}] });
    // The id is free again.
    wire.subscribe('1', '{ viewer { role } }');
    expect(await wire.next()).toMatchObject({ id: '1', type: 'next' });
    expect(await wire.next()).toEqual({ id: '1', type: 'complete' });
  });

  test('complete from the client ends a subscription, from the server when the order is closed', async () => {
    const wire = await stage.connected();
    const closing = await stage.published();
    wire.subscribe('left', ORDER, { id: closing.snapshot.id });
    wire.subscribe('kept', ORDER, { id: closing.snapshot.id });
    await wire.next();
    await wire.next();
    wire.send({ id: 'left', type: 'complete' });
    await expect.poll(() => stage.database.feed.counts().streams).toBe(1);
    while (!closing.isClosed) {
      closing.advance();
      await stage.database.publish(closing.publication());
    }
    let message = await wire.next();
    let revision = 0;
    while (message.type === 'next') {
      expect(message.id).toBe('kept');
      const { orderUpdated } = (message.payload as { data: { orderUpdated: { revision: number } } }).data;
      expect(orderUpdated.revision).toBeGreaterThan(revision);
      revision = orderUpdated.revision;
      message = await wire.next();
    }
    expect(message).toEqual({ id: 'kept', type: 'complete' });
    expect(revision).toBe(closing.snapshot.revision);
    expect(stage.database.feed.counts()).toEqual(NOTHING_LEFT);
  });

  test('a message for many with the same document, variables and rights is executed once', async () => {
    const query = 'subscription ($id: ID!) { orderUpdated(id: $id) { revision workflowUrl } }';
    const shared = await stage.published();
    const { id } = shared.snapshot;
    const wires = await Promise.all(Array.from({ length: 20 }, () => stage.connected()));
    for (const wire of wires) for (let n = 0; n < 5; n++) wire.subscribe(`watcher-${n}`, query, { id });
    for (const wire of wires) for (let n = 0; n < 5; n++) await wire.next();
    const before = { executions: stage.server.executions(), reads: stage.database.reads() };
    shared.advance();
    await stage.database.publish(shared.publication());
    for (const wire of wires) {
      const ids = new Set<string | undefined>();
      for (let n = 0; n < 5; n++) {
        const message = await wire.next();
        ids.add(message.id);
        expect(message.payload).toEqual({
          data: { orderUpdated: { revision: shared.snapshot.revision, workflowUrl: null } },
        });
      }
      expect(ids.size).toBe(5);
    }
    expect(stage.server.executions() - before.executions).toBe(1);
    expect(stage.database.reads() - before.reads).toBe(1);
    await Promise.all(wires.map((wire) => wire.close()));
  });

  test('what a caller may not see is not shared with it', async () => {
    const query = 'subscription ($id: ID!) { orderUpdated(id: $id) { revision availableActions } }';
    const shared = await stage.published('ada');
    const actions: unknown[] = [];
    for (const claims of [
      { role: 'customer', sub: 'ada' },
      { role: 'operator', sub: 'ada' },
    ] as const) {
      const wire = await stage.connected(claims);
      wire.subscribe('1', query, { id: shared.snapshot.id });
      const { payload } = await wire.next();
      actions.push((payload as { data: { orderUpdated: object } }).data.orderUpdated);
      await wire.close();
    }
    expect(actions).toMatchObject([{ availableActions: ['CANCEL'] }, { availableActions: [] }]);
    const stranger = await stage.connected({ role: 'customer', sub: 'bob' });
    stranger.subscribe('1', query, { id: shared.snapshot.id });
    expect(await stranger.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    await stranger.close();
  });
});

test('a restart closes every socket with 1012, and leaves nothing behind', async () => {
  const restarted = await startSocketServer(stage.database);
  const wire = await new Wire(restarted.url).init(await bearer());
  wire.subscribe('1', ORDER, { id: order.snapshot.id });
  await wire.next();
  await restarted[Symbol.asyncDispose]();
  expect(await wire.closed).toMatchObject({ code: 1012 });
});
